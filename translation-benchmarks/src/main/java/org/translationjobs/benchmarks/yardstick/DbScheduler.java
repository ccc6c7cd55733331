package org.translationjobs.benchmarks.yardstick;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Tasks that do nothing through db-scheduler in its lock-and-fetch mode, set up as its documentation
 * advises for throughput; measures the tasks per second.
 */
public final class DbScheduler implements Yard {
  private static final int THREADS = 20;
  private static final double FETCH_BELOW = 1;
  private static final double FETCH_UP_TO = 4;
  private static final String TABLE =
      """
          create table if not exists scheduled_tasks (
            task_name text not null, task_instance text not null, task_data bytea,
            execution_time timestamptz not null, picked boolean not null, picked_by text,
            last_success timestamptz, last_failure timestamptz, consecutive_failures int,
            last_heartbeat timestamptz, version bigint not null, priority smallint,
            primary key (task_name, task_instance));
          create index if not exists execution_time_idx on scheduled_tasks (execution_time);
          create index if not exists last_heartbeat_idx on scheduled_tasks (last_heartbeat);
          create index if not exists priority_execution_time_idx
            on scheduled_tasks (priority desc, execution_time asc)""";

  @Override
  public double measure(List<String> arguments) throws SQLException, InterruptedException {
    var order = Order.of(arguments);
    try (var pool = order.pool()) {
      Queue.execute(pool, TABLE);
      drain(pool, order.warmUp());
      return order.rate(drain(pool, order.tasks()));
    }
  }

  private static Duration drain(HikariDataSource pool, int tasks)
      throws SQLException, InterruptedException {
    var countdown = new Countdown(tasks);
    var task = Tasks.oneTime("nothing").execute((instance, context) -> countdown.ran());
    var scheduler = scheduler(pool, task);
    scheduler.scheduleBatch(
        Stream.<TaskInstance<?>>generate(() -> task.instance("" + UUID.randomUUID()))
            .limit(tasks),
        Instant.now());
    Queue.execute(pool, "vacuum analyze scheduled_tasks");
    var began = System.nanoTime();
    scheduler.start();
    countdown.await();
    var took = Duration.ofNanos(System.nanoTime() - began);
    scheduler.stop();
    return took;
  }

  private static Scheduler scheduler(DataSource pool, OneTimeTask<Void> task) {
    return Scheduler.create(pool, task)
        .threads(THREADS)
        .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
        .pollingInterval(Duration.ofMillis(100))
        .build();
  }
}
