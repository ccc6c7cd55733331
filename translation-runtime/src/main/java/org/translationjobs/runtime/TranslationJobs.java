package org.translationjobs.runtime;

import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.event.WorkerListener;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.Submissions.Submitted;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.view.JobView;
import org.translationjobs.engines.SimpleEngine;
import org.translationjobs.engines.SimpleEngine.TextFunction;
import org.translationjobs.runtime.events.LogEvents;

/**
 * Translation jobs inside another service: submit them, follow them, run workers.
 *
 * <p>
 * No static state, no logging set-up, no signal handlers; after {@link #close} no thread is left.
 * What was handed in (data source, Redis client, staging, engines) stays its owner's to close.
 * Thread-safe. See {@code docs/embedding.md}.
 */
public final class TranslationJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TranslationJobs.class);
  /** For taking itself off the list of workers, after its shutdown time. */
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(10);

  private final TranslationSystem system;
  private final boolean migrates;
  private final Set<RunningWorker> workers = ConcurrentHashMap.newKeySet();

  private TranslationJobs(TranslationSystem system, boolean migrates) {
    this.system = system;
    this.migrates = migrates;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Creates a job, one subtask for the novel, each volume and each chapter, and announces it. When
   * Redis is down the job is found all the same, a little later.
   *
   * @throws TranslationJobsException
   *           when there is no such novel in that language
   * @throws UnavailableException
   *           when the database cannot be reached
   */
  public JobId submit(NovelId novel, LanguagePair languages) {
    return switch (system.submissions().submit(NewJob.of(novel, languages))) {
      case Submitted.Created(var job, var subtasks) -> {
        announce(job);
        yield job;
      }
      case Submitted.NothingToTranslate(var reason) -> throw new TranslationJobsException(
          "novel " + novel + " cannot be submitted: " + reason);
    };
  }

  /**
   * Tells the listener of every change that is noticed, four looks a second, until the job has
   * ended. The listener is called by one thread, and not after {@link #close}.
   */
  public Subscription follow(JobId job, Consumer<JobView> listener) {
    var follower = new JobFollower(system.views(), system.tasks(), job);
    return new Subscription(
        system.tasks().start("follow " + job, () -> follower.follow(listener)));
  }

  /**
   * Waits until a job has ended: COMPLETED, FAILED or CANCELLED.
   *
   * @return the job as it stands then, or when the time is over
   * @throws TranslationJobsException
   *           when there is no such job
   * @throws UnavailableException
   *           when the database cannot be reached
   */
  public JobView await(JobId job, Duration atMost) throws InterruptedException {
    return new JobFollower(system.views(), system.tasks(), job).await(atMost);
  }

  /**
   * Puts a person's text in as the finished result of a subtask, in place of an engine's; the job goes
   * on to its promotion when it was the last one missing.
   *
   * @throws TranslationJobsException
   *           when the text cannot be that subtask's, or the state of the job forbids it, saying what
   *           to do
   * @throws UnavailableException
   *           when the database or the staging store cannot be reached
   */
  public void provide(SubtaskId subtask, TranslatedText text) throws InterruptedException {
    var job = system.views()
        .jobOf(subtask)
        .flatMap(system.views()::find)
        .orElseThrow(() -> new TranslationJobsException("there is no subtask " + subtask));
    var outcome = system.provideText().provide(job, subtask, text, Set.of());
    if (outcome instanceof ProvideText.Outcome.Refused(var why)) {
      throw new TranslationJobsException(
          "the text of subtask " + subtask + " of job " + job.id() + " is not taken: " + why);
    }
  }

  /**
   * How good the translation of a job is, as far as it is there: warnings, consistency of terms,
   * lengths, cost. Reads every text of the job; see {@code docs/quality.md}.
   *
   * @param atMost
   *          entries of each list of the report, at least 1
   * @throws TranslationJobsException
   *           when there is no such job
   * @throws UnavailableException
   *           when the database cannot be reached
   */
  public JobQuality quality(JobId job, int atMost) throws InterruptedException {
    var view = system.views()
        .find(job)
        .orElseThrow(() -> new TranslationJobsException("there is no job " + job));
    return system.quality().of(view, atMost);
  }

  /** {@link #startWorker(WorkerListener)} that logs to SLF4J what happens. */
  public RunningWorker startWorker() {
    return startWorker(new LogEvents());
  }

  /**
   * Starts a worker; several may run side by side. Brings our schema up to date before, unless
   * {@link Builder#migrate migrate(false)} was said.
   *
   * @throws UnavailableException
   *           when the database or the staging store cannot be reached; later on neither stops it
   */
  public RunningWorker startWorker(WorkerListener listener) {
    if (migrates) {
      system.migrate();
    }
    var worker = system.worker(listener);
    worker.start();
    var running = new RunningWorker(worker, workers::remove);
    workers.add(running);
    return running;
  }

  /** Everything else: holds, views, workers, a run of one job here and now. */
  public TranslationSystem system() {
    return system;
  }

  /** Stops the workers in order and closes what was made here. Idempotent. */
  @Override
  public void close() {
    stopWorkers();
    system.close();
  }

  /** All at the same time, each within its own shutdown time. */
  private void stopWorkers() {
    var stops = List.copyOf(workers)
        .stream()
        .map(worker -> system.tasks().start("stop worker", worker::stop))
        .toList();
    try {
      for (var stop : stops) {
        stop.join(system.settings().shutdown().plus(LONGEST_FAREWELL));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.clear();
  }

  /** Workers that were started and not stopped yet. */
  int workers() {
    return workers.size();
  }

  private void announce(JobId job) {
    try {
      system.announcements().announce(job);
    } catch (UnavailableException e) {
      LOG.info("job {} is not announced, the sweep will find it: {}", job, e.getMessage());
    }
  }

  /** Which parts to use; a data source, a staging and an engine are needed. */
  public static final class Builder {
    private final TranslationSystemBuilder system = TranslationSystem.builder();
    private boolean migrates = true;

    private Builder() {}

    /** The service's own pool; stays open. */
    public Builder dataSource(DataSource dataSource) {
      system.dataSource(dataSource);
      return this;
    }

    /** As {@code DATABASE_URL}; a pool is made for it. */
    public Builder databaseUrl(String url) {
      system.databaseUrl(url);
      return this;
    }

    /** As {@code REDIS_URL}. Without any Redis, jobs are found by looking into the database. */
    public Builder redis(String url) {
      system.redis(url);
      return this;
    }

    /** The service's own client, made with a {@code RedisURI}; stays open. */
    public Builder redis(RedisClient client) {
      system.redis(client);
      return this;
    }

    /** Name of the queue; defaults to {@code translation_queue}. */
    public Builder queue(String name) {
      system.queue(name);
      return this;
    }

    public Builder noRedis() {
      system.noRedis();
      return this;
    }

    /** A staging folder, seen by every worker of the fleet. */
    public Builder staging(Path folder) {
      system.staging(folder);
      return this;
    }

    public Builder staging(Staging staging) {
      system.staging(staging);
      return this;
    }

    /** The engines, first choice first. */
    public Builder engine(TranslationEngine... chain) {
      Arrays.stream(chain).forEach(system::engine);
      return this;
    }

    /** An engine made of one function from text to text, which never sees markup. */
    public Builder engine(String name, TextFunction function) {
      return engine(SimpleEngine.of(name, function));
    }

    /** Subtasks in flight for each worker; defaults to 16. */
    public Builder concurrency(int subtasks) {
      system.concurrency(subtasks);
      return this;
    }

    /** Whether a starting worker brings our schema up to date; defaults to true. */
    public Builder migrate(boolean atStart) {
      migrates = atStart;
      return this;
    }

    /** Contacts no server. */
    public TranslationJobs build() {
      return new TranslationJobs(system.build(), migrates);
    }
  }
}
