package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.Submissions.Submitted;
import org.translationjobs.core.worker.WorkerSettings;
import org.translationjobs.testkit.InMemoryAnnouncements;
import org.translationjobs.testkit.InMemoryStaging;
import org.translationjobs.testkit.memory.InMemoryDatabase;
import org.translationjobs.testkit.memory.Rows;
import org.translationjobs.testkit.memory.SettableClock;

/**
 * Several workers over one database, queue and store in memory, moved by a seed. Configure it, then
 * {@link #run} a scenario, once. After every port call the invariants are checked; a broken one is
 * thrown with the seed and the story so far.
 */
public final class Simulation {
  /** What happens around the workers. Runs as a task of its own; the simulation ends with it. */
  @FunctionalInterface
  public interface Scenario {
    void play(Simulation simulation) throws InterruptedException;
  }

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final LanguagePair LANGUAGES = LanguagePair.of("en", "es");
  private static final int SHOWN = 150;

  private final long seed;
  private final Trace trace = new Trace();
  private final Map<Class<?>, UnaryOperator<Object>> replacements = new LinkedHashMap<>();
  private final List<SimulatedWorker> workers = new ArrayList<>();
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
  private final Invariants invariants;
  private final SplittableRandom ids;

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
    invariants = new Invariants(database, staging, new PlainFormats());
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
   *           when an invariant was broken or a job came to no end
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

  /** Stops all workers that live, in order. */
  public void stopWorkers() throws InterruptedException {
    for (var worker : workers) {
      worker.stop();
    }
  }

  /** Puts a novel of one volume and so many chapters into the content tables. */
  public NovelId importNovel(int chapters) {
    var texts = new ArrayList<NovelText.ChapterText>();
    for (var i = 1; i <= chapters; i++) {
      texts.add(new NovelText.ChapterText(i, "Chapter " + i, "Text of chapter " + i + "."));
    }
    return database.submissions()
        .importNovel(
            new NovelText(
                "novel", LANGUAGES.from(), "A novel", "About it.",
                List.of(new NovelText.VolumeText("A volume", null, texts))));
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
      case Submitted.Created(var job, var subtasks) -> job;
      case Submitted.NothingToTranslate(var reason) -> throw new IllegalStateException(reason);
    };
  }

  /** Whether a job is COMPLETED, FAILED or CANCELLED, was deleted or taken by someone else. */
  public boolean hasEnded(JobId job) {
    return JobStatus.fromColumn(status(job)).map(JobStatus::isEnd).orElse(true);
  }

  private String status(JobId job) {
    return database.job(job).map(Rows.Job::status).orElse("deleted");
  }

  /** Waits until a job has ended; returns its status, or {@code deleted}. */
  public String awaitEnd(JobId job) throws InterruptedException {
    var deadline = tasks.now().plus(patience);
    while (!hasEnded(job)) {
      if (tasks.now().compareTo(deadline) > 0) {
        throw new SimulationFailure(
            "job " + job + " is still " + status(job) + " after " + patience.toSeconds() + " s");
      }
      tasks.sleep(Duration.ofMillis(250));
    }
    return status(job);
  }

  /** Waits in the simulated time. */
  public void sleep(Duration time) throws InterruptedException {
    tasks.sleep(time);
  }

  /** The only source of chance for a scenario. */
  public SplittableRandom random() {
    return scheduler.random();
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

  Trace tracing() {
    return trace;
  }

  FakeEngine engine(SimulatedTasks workerTasks) {
    return new FakeEngine(workerTasks, scheduler.random(), slowestCall, engineFaults);
  }

  /** A port as a worker sees it. */
  <P> P port(Class<P> type, P original, Crew crew) {
    var target = type.cast(
        replacements.getOrDefault(type, UnaryOperator.identity()).apply(original));
    return SimulatedPort.of(type, target, scheduler, crew, faults, invariants, trace);
  }
}
