package org.translationjobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.Eventually;

class TranslationJobsTest {
  @TempDir
  Path folder;

  private final EmbeddedPostgres.Database database = EmbeddedPostgres.shared().createDatabase();
  private final Queue<WorkerEvent> told = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void createTables() {
    try (var jobs = jobs().build()) {
      jobs.system().createGuideTables(false);
    }
  }

  private TranslationJobs.Builder jobs() {
    return TranslationJobs.builder()
        .dataSource(database.dataSource())
        .staging(folder.resolve("staging"))
        .engine("same", (text, languages) -> text);
  }

  @Test
  void aStoppedWorkerIsForgotten() throws InterruptedException {
    try (var jobs = jobs().build()) {
      var worker = jobs.startWorker(told::add);
      jobs.startWorker(told::add);
      assertThat(jobs.workers()).isEqualTo(2);
      assertThat(worker.stop()).isTrue();
      assertThat(jobs.workers()).isEqualTo(1);
    }
  }

  @Test
  void closingStopsEveryWorkerInOrder() {
    try (var jobs = jobs().build()) {
      jobs.startWorker(told::add);
      jobs.startWorker(told::add);
    }
    assertThat(told).filteredOn(WorkerEvent.WorkerStopped.class::isInstance).hasSize(2);
  }

  @Test
  void closingDoesNotLetLettuceWarn() {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var lettuce = (Logger) LoggerFactory.getLogger("io.lettuce");
    lettuce.addAppender(lines);
    try (var redis = EmbeddedRedis.start()) {
      for (var round = 0; round < 5; round++) {
        try (var jobs = jobs().redis(redis.url()).build()) {
          jobs.startWorker(told::add);
          Eventually.until(
              "the worker waits at the queue",
              () -> clients(redis).contains("cmd=blmove"));
        }
      }
    } finally {
      lettuce.detachAppender(lines);
    }
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEmpty();
  }

  private static String clients(EmbeddedRedis redis) {
    return redis.call("CLIENT", "LIST") instanceof byte[] list
        ? new String(list, StandardCharsets.UTF_8)
        : "";
  }
}
