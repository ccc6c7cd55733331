package org.translationjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.announcement.Announcements.Announcement;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.EmbeddedRedisSentinel;
import org.translationjobs.testkit.Eventually;

class RedisSentinelTest {
  @Test
  void theQueueGoesOnAtTheNewMasterAfterAFailover() throws Exception {
    try (var servers = EmbeddedRedisSentinel.start();
        var announcements = RedisAnnouncements.of(RedisSettings.of(servers.url()));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var worker = WorkerId.random();
      var woken = new AtomicInteger();
      announcements.onWake(WorkerId.random(), woken::incrementAndGet);
      servers.first().call("RPUSH", "translation_queue", "before");
      assertThat(announcements.receive(worker, Duration.ofSeconds(5))).map(Announcement::payload)
          .contains("before");
      var waiting = threads.submit(() -> announcements.receive(worker, Duration.ofSeconds(30)));

      servers.failOver();
      servers.second().call("RPUSH", "translation_queue", "after");

      assertThat(waiting).failsWithin(Duration.ofMinutes(1)); // its connection broke
      Eventually.until("the new master is used", () -> announcements.receive(worker, Duration
          .ofMillis(100))
          .map(Announcement::payload)
          .filter("after"::equals)
          .isPresent());
      Eventually.until("wake-ups arrive again", () -> {
        announcements.wake();
        return woken.get() > 0;
      });
    }
  }
}
