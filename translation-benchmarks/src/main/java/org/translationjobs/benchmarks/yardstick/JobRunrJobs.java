package org.translationjobs.benchmarks.yardstick;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.gson.GsonJsonMapper;

/** Jobs that do nothing through JobRunr; measures the jobs per second. */
public final class JobRunrJobs implements Yard {
  private static final int WORKERS = 16;
  private static final Duration POLL = Duration.ofSeconds(5);
  /** JobRunr stores which method is called, and calls it without anything of ours. */
  private static final AtomicReference<Countdown> running = new AtomicReference<>();

  @Override
  public double measure(List<String> arguments) throws SQLException, InterruptedException {
    var order = Order.of(arguments);
    try (var pool = order.pool()) {
      drain(pool, order.warmUp());
      return order.rate(drain(pool, order.tasks()));
    }
  }

  /** What each job does. */
  public static void nothing() {
    running.get().ran();
  }

  private static Duration drain(HikariDataSource pool, int tasks)
      throws SQLException, InterruptedException {
    var countdown = new Countdown(tasks);
    running.set(countdown);
    var storage = new PostgresStorageProvider(pool);
    var scheduler = JobRunr.configure()
        .useJsonMapper(new GsonJsonMapper())
        .useStorageProvider(storage)
        .useBackgroundJobServer(
            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andWorkerCount(WORKERS)
                .andPollInterval(POLL),
            false)
        .initialize()
        .getJobScheduler();
    enqueue(scheduler, tasks);
    Queue.execute(pool, "vacuum analyze jobrunr_jobs");
    var server = JobRunr.getBackgroundJobServer();
    var began = System.nanoTime();
    server.start();
    countdown.await();
    var took = Duration.ofNanos(System.nanoTime() - began);
    server.stop();
    Queue.execute(pool, "truncate jobrunr_jobs");
    return took;
  }

  private static void enqueue(JobScheduler scheduler, int tasks) {
    scheduler.enqueue(IntStream.range(0, tasks).boxed(), number -> nothing());
  }
}
