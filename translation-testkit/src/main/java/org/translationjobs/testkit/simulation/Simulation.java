package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.worker.WorkerSettings;
import org.translationjobs.testkit.InMemoryAnnouncements;
import org.translationjobs.testkit.InMemoryStaging;
import org.translationjobs.testkit.memory.InMemoryDatabase;
import org.translationjobs.testkit.memory.SettableClock;
import org.translationjobs.testkit.simulation.rules.Rules;
import org.translationjobs.testkit.simulation.rules.World;

/**
 * Several workers over one database, queue and store in memory, moved by a seed. Configure it, then
 * {@link #run} a scenario, once. After every port call the {@linkplain Rules rules} are checked; a
 * broken one is thrown with the seed and the story so far. The same seed with the same scenario makes
 * the same steps.
 */
public final class Simulation {
  /** What happens around the workers. Runs as a task of its own; the simulation ends with it. */
  @FunctionalInterface
  public interface Scenario {
    void play(Simulation simulation) throws InterruptedException;
  }

  /**
   * An engine call that was made.
   *
   * @param began
   *          in simulated time
   * @param ended
   *          answered, interrupted or broken; null while it runs
   */
  public record EngineCallMade(
      EngineRequest request, Duration began, @Nullable Duration ended) {}

  /** The language pair of every job that is created here. */
  public static final LanguagePair LANGUAGES = LanguagePair.of("en", "es");

  /** Counted when an operator's reprocess has begun a run. */
  static final String REPROCESS = "operator: a reprocess began a run";

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SHOWN = 150;

  private final long seed;
  private final Trace trace = new Trace();
  private final Coverage coverage = new Coverage();
  private final Map<Class<?>, UnaryOperator<Object>> replacements = new LinkedHashMap<>();
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final List<EngineCallMade> calls = new ArrayList<>();
  private WorkerSettings settings = WorkerSettings.DEFAULTS;
  private Plan.FailurePolicy failurePolicy = Plan.FailurePolicy.FINISH_OTHERS;
  private Duration slowestCall = Duration.ofSeconds(2);
  private Duration patience = Duration.ofHours(1);
  private long mostSteps = 200_000;

  private final Scheduler scheduler;
  private final SimulatedTasks tasks;
  private final Crew stage;
  private final InMemoryDatabase database;
  private final InMemoryAnnouncements announcements;
  private final InMemoryStaging staging;
  private final SplittableRandom ids;
  private final SimulatedSite site;
  private final Troubles troubles;
  private @Nullable Invariants invariants;

  public Simulation(long seed) {
    this.seed = seed;
    scheduler = new Scheduler(seed, () -> mostSteps, trace);
    stage = scheduler.newCrew("stage");
    tasks = new SimulatedTasks(scheduler, stage);
    ids = new SplittableRandom(seed).split();
    database = new InMemoryDatabase(
        SettableClock.over(() -> BEGIN.plusNanos(scheduler.now())), this::newId);
    announcements = new InMemoryAnnouncements(tasks);
    staging = new InMemoryStaging(new StoreId("simulated"));
    site = new SimulatedSite(this);
    troubles = new Troubles(this, stage);
  }

  UUID newId() {
    return new UUID(
        (ids.nextLong() & ~0xF000L) | 0x4000L, (ids.nextLong() & (-1L >>> 2)) | (1L << 63));
  }

  /** Lets port calls go wrong. */
  public Simulation with(Faults newFaults) {
    troubles.faults(newFaults);
    return this;
  }

  /** Lets engine calls go wrong. */
  public Simulation withEngine(EngineFaults newFaults) {
    troubles.engineFaults(newFaults);
    return this;
  }

  public Simulation with(WorkerSettings newSettings) {
    settings = newSettings;
    return this;
  }

  public Simulation with(Plan.FailurePolicy policy) {
    failurePolicy = policy;
    return this;
  }

  /** Engine calls take up to so long. */
  public Simulation withEngineCallsUpTo(Duration slowest) {
    slowestCall = slowest;
    return this;
  }

  /** Gives up after so many steps, or when a job has not ended after this time. */
  public Simulation withLimits(long steps, Duration untilJobsEnd) {
    mostSteps = steps;
    patience = untilJobsEnd;
    return this;
  }

  /** Puts something between every worker and a port, for example a broken variant of it. */
  public <P> Simulation replacing(Class<P> port, UnaryOperator<P> replacement) {
    replacements.put(port, original -> replacement.apply(port.cast(original)));
    return this;
  }

  /**
   * Plays a scenario.
   *
   * @throws SimulationFailure
   *           when a rule was broken or a job came to no end
   */
  public Simulation run(Scenario scenario) throws InterruptedException {
    try {
      scheduler.run(stage, "scenario", () -> scenario.play(this));
      return this;
    } catch (SimulationFailure e) {
      throw new SimulationFailure(
          trace.story("seed " + seed + ": " + e.getMessage(), SHOWN), e);
    }
  }

  /** Starts a worker of this name. */
  public SimulatedWorker startWorker(String name) {
    var worker = new SimulatedWorker(this, name);
    workers.add(worker);
    worker.start();
    return worker;
  }

  /** All workers that were started, dead ones included. */
  public List<SimulatedWorker> workers() {
    return List.copyOf(workers);
  }

  /** Stops all workers that live, in order; false when one did not end in time. */
  public boolean stopWorkers() throws InterruptedException {
    var inTime = true;
    for (var worker : workers) {
      inTime &= worker.stop();
    }
    return inTime;
  }

  /** All engine calls so far, in the order of their beginnings. */
  public List<EngineCallMade> calls() {
    return List.copyOf(calls);
  }

  /** Returns the number of the call. */
  int callBegins(EngineRequest request) {
    calls.add(new EngineCallMade(request, time(), null));
    return calls.size() - 1;
  }

  /** Ends one that began; when the simulation is over nobody looks any more. */
  void callEnds(int call) {
    if (!scheduler.isOver()) {
      var made = calls.get(call);
      calls.set(call, new EngineCallMade(made.request(), made.began(), time()));
    }
  }

  /**
   * Waits until something holds.
   *
   * @param what
   *          is waited for, for the failure
   */
  public void await(String what, Duration atMost, BooleanSupplier condition)
      throws InterruptedException {
    var deadline = tasks.now().plus(atMost);
    while (!condition.getAsBoolean()) {
      if (tasks.now().compareTo(deadline) > 0) {
        throw new SimulationFailure(
            "waited in vain for " + what + " for " + atMost.toSeconds() + " s");
      }
      tasks.sleep(Duration.ofMillis(250));
    }
  }

  /** Waits in the simulated time. */
  public void sleep(Duration time) throws InterruptedException {
    tasks.sleep(time);
  }

  /** Another task may move before the caller goes on. */
  public void step() {
    scheduler.step();
    invariants().look();
  }

  /** A call takes so long; meanwhile others move. */
  public void delay(Duration time) {
    scheduler.delay(time.toNanos());
    invariants().look();
  }

  /** The only source of chance for a scenario. */
  public SplittableRandom random() {
    return scheduler.random();
  }

  /** One line for the story. */
  public void tell(String verb, Object what) {
    trace.add(scheduler, scheduler.current(), verb, what);
  }

  /** Counts something that happened. */
  public void saw(String what) {
    coverage.saw(what);
  }

  /** What happened, counted. */
  public Coverage coverage() {
    return coverage;
  }

  public Operator operator() {
    return new Operator(
        this, port(Jobs.class, database.jobs(), stage), port(Holds.class, database.holds(), stage),
        port(Claims.class, database.claims(), stage), port(Staging.class, staging, stage));
  }

  /** The novels and jobs that the workers work on. */
  public SimulatedSite site() {
    return site;
  }

  /** What goes wrong meanwhile. */
  public Troubles troubles() {
    return troubles;
  }

  public InMemoryDatabase database() {
    return database;
  }

  public InMemoryAnnouncements announcements() {
    return announcements;
  }

  public InMemoryStaging staging() {
    return staging;
  }

  /** How many steps were made. */
  public long steps() {
    return scheduler.steps();
  }

  /** How much simulated time has passed. */
  public Duration time() {
    return Duration.ofNanos(scheduler.now());
  }

  /** What happened, one line each; equal for equal seeds. */
  public List<String> trace() {
    return trace.lines();
  }

  Plan plan() {
    return new Plan(
        Plan.CURRENT_VERSION, List.of(FakeEngine.NAME), Map.of(), 1, 0, failurePolicy, false,
        staging.storeId());
  }

  Duration patience() {
    return patience;
  }

  WorkerSettings settings() {
    return settings;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Invariants invariants() {
    var made = invariants;
    if (made == null) {
      made = new Invariants(
          database, Rules.of(
              new World(
                  database.holds(), announcements, PlainFormats::named,
                  settings.patience().creatorGrace(), settings.retry().maxAttempts(),
                  settings.stagingRetention(), LANGUAGES.from(),
                  text -> FakeEngine.translation(text, LANGUAGES.to()), coverage::saw)));
      invariants = made;
    }
    return made;
  }

  FakeEngine engine(SimulatedTasks workerTasks) {
    return new FakeEngine(workerTasks, this, slowestCall);
  }

  /** A port as a worker sees it. */
  <P> P port(Class<P> type, P original, Crew crew) {
    var target = type.cast(
        replacements.getOrDefault(type, UnaryOperator.identity()).apply(original));
    return SimulatedPort.of(type, target, this, crew);
  }
}
