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
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.Submissions.Submitted;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.worker.WorkerSettings;
import org.translationjobs.testkit.InMemoryAnnouncements;
import org.translationjobs.testkit.InMemoryStaging;
import org.translationjobs.testkit.memory.InMemoryDatabase;
import org.translationjobs.testkit.memory.Rows;
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

  /** A job that was created here, whatever became of it, with so many subtasks. */
  public record Created(NovelId novel, JobId job, int subtasks) {}

  /** The language pair of every job that is created here. */
  public static final LanguagePair LANGUAGES = LanguagePair.of("en", "es");

  /** Counted when an operator's reprocess has begun a run. */
  static final String REPROCESS = "operator: a reprocess began a run";

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SHOWN = 150;

  private final long seed;
  private final Trace trace = new Trace();
  private final Coverage coverage = new Coverage();
  private final Outages outages = new Outages();
  private final Map<Class<?>, UnaryOperator<Object>> replacements = new LinkedHashMap<>();
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final List<Created> created = new ArrayList<>();
  private final List<EngineCallMade> calls = new ArrayList<>();
  private @Nullable String killingText;
  private int deathsToCome;
  private Faults faults = Faults.NONE;
  private EngineFaults engineFaults = EngineFaults.NONE;
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
  }

  UUID newId() {
    return new UUID(
        (ids.nextLong() & ~0xF000L) | 0x4000L, (ids.nextLong() & (-1L >>> 2)) | (1L << 63));
  }

  /** Lets port calls go wrong. */
  public Simulation with(Faults newFaults) {
    faults = newFaults;
    return this;
  }

  /** Lets engine calls go wrong. */
  public Simulation withEngine(EngineFaults newFaults) {
    engineFaults = newFaults;
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

  /** Puts a novel of one volume and so many chapters into the content tables. */
  public NovelId importNovel(int chapters) {
    return importNovel("A novel", "", chapters);
  }

  /** The same with a title that is part of every text. */
  public NovelId importNovel(String title, int chapters) {
    return importNovel(title, " of " + title, chapters);
  }

  private NovelId importNovel(String title, String ofIt, int chapters) {
    var texts = new ArrayList<NovelText.ChapterText>();
    for (var i = 1; i <= chapters; i++) {
      texts.add(
          new NovelText.ChapterText(
              i, "Chapter " + i + ofIt, "Text of chapter " + i + ofIt + "."));
    }
    return database.submissions()
        .importNovel(
            new NovelText(
                "novel", LANGUAGES.from(), title, "About it.",
                List.of(new NovelText.VolumeText("A volume" + ofIt, null, texts))));
  }

  /** Creates a job and announces it. */
  public JobId submit(NovelId novel) {
    var job = submitSilently(novel);
    announcements.announce(job);
    return job;
  }

  /** Creates a job that nobody announces. */
  public JobId submitSilently(NovelId novel) {
    return switch (database.submissions().submit(NewJob.of(novel, LANGUAGES))) {
      case Submitted.Created(var job, var subtasks) -> {
        created.add(new Created(novel, job, subtasks));
        yield job;
      }
      case Submitted.NothingToTranslate(var reason) -> throw new IllegalStateException(reason);
    };
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

  /** All jobs that were created here. */
  public List<Created> created() {
    return List.copyOf(created);
  }

  /** Whether a job is COMPLETED, FAILED or CANCELLED, was deleted or taken by someone else. */
  public boolean hasEnded(JobId job) {
    return JobStatus.fromColumn(status(job)).map(JobStatus::isEnd).orElse(true);
  }

  /** As its row has it, or {@code deleted}. */
  public String status(JobId job) {
    return database.job(job).map(Rows.Job::status).orElse("deleted");
  }

  /** Waits until a job has ended; returns its status, or {@code deleted}. */
  public String awaitEnd(JobId job) throws InterruptedException {
    await("the end of job " + job, patience, () -> hasEnded(job));
    return status(job);
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

  /** A staged result as a worker of ours would write it for a source text. */
  public String stagedTranslation(EntityType type, @Nullable String title, @Nullable String body) {
    return new PlainFormats().write(
        type, new TranslatedText(translation(title), translation(body)),
        TextHash.of(title, body), FakeEngine.NAME);
  }

  private static @Nullable String translation(@Nullable String text) {
    return text == null ? null : FakeEngine.translation(text, LANGUAGES.to());
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

  /** Nobody reaches the database for a while; open transactions are rolled back. */
  public void databaseAway(Duration time) {
    outages.begin(Outages.Needs.DATABASE, scheduler.now() + time.toNanos());
    workers.forEach(worker -> database.disconnect(worker.id()));
  }

  /** Nobody reaches the queue for a while. */
  public void queueAway(Duration time) {
    outages.begin(Outages.Needs.QUEUE, scheduler.now() + time.toNanos());
  }

  /** Nobody reaches the store for a while. */
  public void storeAway(Duration time) {
    outages.begin(Outages.Needs.STORE, scheduler.now() + time.toNanos());
  }

  /** The next so many engine calls with this text kill the workers that make them. */
  public void killWhoTranslates(String text, int deaths) {
    killingText = text;
    deathsToCome = deaths;
  }

  /** How many deaths by {@link #killWhoTranslates} are still to come. */
  public int deathsToCome() {
    return deathsToCome;
  }

  /** The engine call under way may be one that kills its worker: then it does not return. */
  void killIfDue(EngineRequest request) {
    var mover = scheduler.current();
    if (deathsToCome > 0 && mover != null
        && request.segments().stream().anyMatch(s -> s.text().equals(killingText))) {
      deathsToCome--;
      saw("fault: a text kills its worker");
      scheduler.kill(mover.crew);
      scheduler.step();
    }
  }

  /** From now on nothing goes wrong any more; pauses that have begun end by themselves. */
  public void calm() {
    faults = Faults.NONE;
    engineFaults = EngineFaults.NONE;
    deathsToCome = 0;
    outages.end();
    workers.forEach(worker -> worker.crew().outages.end());
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
        this, port(Jobs.class, database.jobs(), stage), port(Holds.class, database.holds(), stage));
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

  WorkerSettings settings() {
    return settings;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Fault faultOf(Crew crew, Faults.PortCall call) {
    return isStage(crew) ? new Fault.None() : faults.of(call, scheduler.random());
  }

  EngineFault faultOf(EngineRequest request) {
    return engineFaults.of(request, scheduler.random());
  }

  boolean isAway(Outages.Needs system, Crew crew) {
    var now = scheduler.now();
    return !isStage(crew)
        && (outages.isAway(system, now) || crew.outages.isAway(system, now));
  }

  /** Whether an outage begins while a call is under way: it has its effect, and nobody learns of it. */
  boolean breaksUnderWay(Outages.Needs system, Crew crew) {
    var now = scheduler.now();
    if (isStage(crew)) {
      return false;
    }
    var forAll = outages.surprises(system, crew.name(), now);
    var forOne = crew.outages.surprises(system, crew.name(), now);
    return (forAll || forOne) && scheduler.random().nextBoolean();
  }

  private boolean isStage(Crew crew) {
    return crew.name().equals(stage.name());
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
