package org.translationjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.announcement.Announcements.Announcement;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.Eventually;

class RedisFaultsTest {
  private static final String QUEUE = "translation_queue";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final EmbeddedRedis redis = EmbeddedRedis.startDurable();
  private final RedisAnnouncements announcements = RedisAnnouncements.of(RedisSettings.of(redis
      .url()));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final WorkerId worker = WorkerId.random();

  @AfterEach
  void close() {
    announcements.close();
    threads.close();
    redis.close();
  }

  @Test
  void anAnnouncementSurvivesAServerThatIsKilledDuringTheWait() throws Exception {
    var waiting = receiveInBackground();
    redis.kill();
    assertThat(waiting).failsWithin(Duration.ofMinutes(1))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(UnavailableException.class);
    redis.restart();
    redis.call("RPUSH", QUEUE, "x");
    assertThat(receiveAgainAndAgain()).isEqualTo("x");
  }

  @Test
  void whatArrivedUnseenIsReceivedNext() throws Exception {
    redis.call("RPUSH", QUEUE, "seen");
    assertThat(announcements.receive(worker, LONG)).map(Announcement::payload).contains("seen");
    // as when the answer to a BLMOVE is lost: the server has moved, the worker does not know
    redis.call("RPUSH", kept(), "unseen");
    redis.call("CLIENT", "KILL", "TYPE", "normal");
    assertThat(receiveAgainAndAgain()).isEqualTo("unseen");
    assertThat(announcements.receive(worker, SHORT)).isEmpty();
    assertThat(announcements.recover(Set.of())).isEqualTo(2);
  }

  @Test
  void closingWhileBlockedLeavesNoArmedCommandOnTheServer() {
    var waiting = receiveInBackground();
    announcements.close();
    assertThat(waiting).failsWithin(Duration.ofMinutes(1));
    Eventually.until("the blocked client is gone", () -> blockedClients() == 0);
    redis.call("RPUSH", QUEUE, "x");
    assertThat(redis.list(QUEUE)).containsExactly("x");
  }

  @Test
  void interruptingWhileBlockedLeavesNoArmedCommandOnTheServer() {
    var waiting = receiveInBackground();
    waiting.cancel(true);
    Eventually.until("the blocked client is gone", () -> blockedClients() == 0);
    redis.call("RPUSH", QUEUE, "x");
    assertThat(redis.list(QUEUE)).containsExactly("x");
  }

  @Test
  void aServerThatFallsSilentIsNoticed() {
    try (var impatient = RedisAnnouncements.of(
        RedisSettings.of(redis.url()).withCommandTimeout(Duration.ofMillis(500)))) {
      Eventually.until("it is used", () -> impatient.depth() == 0);
      redis.freeze();
      assertThatThrownBy(impatient::depth).isInstanceOf(UnavailableException.class)
          .hasMessageContaining("does not answer");
      redis.thaw();
      Eventually.until("it is used again", () -> impatient.depth() == 0);
    }
  }

  @Test
  void flushingTheServerHarmsNothing() throws Exception {
    redis.call("RPUSH", QUEUE, "a");
    var first = announcements.receive(worker, LONG).orElseThrow();
    redis.call("FLUSHALL");
    announcements.acknowledge(worker, first);
    redis.call("RPUSH", QUEUE, "b");
    assertThat(announcements.receive(worker, LONG)).map(Announcement::payload).contains("b");
    assertThat(announcements.recover(Set.of())).isEqualTo(1);
    assertThat(announcements.depth()).isEqualTo(1);
  }

  @Test
  void aFlushDuringTheWaitHarmsNothing() throws Exception {
    var waiting = receiveInBackground();
    redis.call("FLUSHALL");
    redis.call("RPUSH", QUEUE, "x");
    assertThat(waiting.get()).map(Announcement::payload).contains("x");
    announcements.receive(worker, SHORT); // registers again
    assertThat(announcements.recover(Set.of())).isEqualTo(1);
  }

  @Test
  void anotherTypeUnderTheQueuesNameIsNamedWithTheRemedy() {
    redis.call("SET", QUEUE, "text");
    assertThatThrownBy(() -> announcements.receive(worker, SHORT)).isInstanceOf(
        UnavailableException.class)
        .hasMessageContaining("'translation_queue'")
        .hasMessageContaining("rename or delete");
    assertThatThrownBy(() -> announcements.announce(JobId.random())).isInstanceOf(
        UnavailableException.class);
    assertThat(announcements.problem()).hasValueSatisfying(problem -> assertThat(problem).contains(
        "not a list"));
    redis.call("DEL", QUEUE);
    assertThat(announcements.problem()).isEmpty();
  }

  @Test
  void bytesThatAreNoTextAreReceivedAndRejected() throws Exception {
    redis.call("RPUSH", QUEUE, new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
    var announcement = announcements.receive(worker, LONG).orElseThrow();
    assertThat(announcement.payload()).isEqualTo("\ufffd\ufffda\u0000");
    announcements.reject(worker, announcement, "not JSON");
    assertThat(redis.list(kept())).isEmpty();
    assertThat(announcements.rejected(1)).singleElement()
        .satisfies(entry -> assertThat(entry.payload()).isEqualTo("\ufffd\ufffda\u0000"));
  }

  @Test
  void foreignEntriesOfTheRejectedListAreShownAndCanBePurged() {
    redis.call("RPUSH", "{translation_queue}:rejected", "no json", "{\"id\":7}");
    var entries = announcements.rejected(10);
    assertThat(entries).hasSize(2);
    assertThat(announcements.purgeRejected(entries.stream().map(e -> e.id()).toList())).isEqualTo(
        2);
  }

  @Test
  void theRejectedEntriesAreJsonForOthers() throws Exception {
    redis.call("RPUSH", QUEUE, "x");
    announcements.reject(worker, announcements.receive(worker, LONG).orElseThrow(), "because");
    assertThat(redis.list("{translation_queue}:rejected")).singleElement()
        .asString()
        .matches(
            "\\{\"id\":\"[0-9a-f-]{36}\",\"payload\":\"x\",\"reason\":\"because\",\"rejected_at\":\"\\d{4}-[^\"]+Z\"}");
  }

  @Test
  void aServerThatIsDownAtTheStartIsUsedOnceItIsUp() throws Exception {
    redis.kill();
    var woken = new AtomicInteger();
    announcements.onWake(worker, woken::incrementAndGet);
    for (var i = 0; i < 20; i++) {
      assertThatThrownBy(() -> announcements.announce(JobId.random())).isInstanceOf(
          UnavailableException.class)
          .hasMessageContaining("127.0.0.1:" + redis.port())
          .hasMessageContaining("start Redis");
    }
    redis.restart();
    Eventually.until("it is used", () -> {
      announcements.announce(JobId.random());
      return true;
    });
    Eventually.until("wake-ups arrive", () -> {
      announcements.wake();
      return woken.get() > 0;
    });
  }

  @Test
  void wakeUpsArriveAgainAfterARestart() {
    var woken = new AtomicInteger();
    announcements.onWake(worker, woken::incrementAndGet);
    Eventually.until("the first arrives", () -> {
      announcements.wake();
      return woken.get() > 0;
    });
    redis.kill();
    redis.restart();
    var before = woken.get();
    Eventually.until("another arrives", () -> {
      announcements.wake();
      return woken.get() > before;
    });
  }

  @Test
  void aCallbackThatFailsDoesNotKeepTheOthersFromBeingWoken() {
    var woken = new AtomicInteger();
    announcements.onWake(worker, () -> {
      throw new IllegalStateException("broken");
    });
    announcements.onWake(worker, woken::incrementAndGet);
    Eventually.until("the other is woken twice", () -> {
      announcements.wake();
      return woken.get() > 1;
    });
  }

  @Test
  void anInterruptedThreadCanStillAcknowledge() throws Exception {
    redis.call("RPUSH", QUEUE, "x");
    var announcement = announcements.receive(worker, LONG).orElseThrow();
    Thread.currentThread().interrupt();
    announcements.acknowledge(worker, announcement);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(redis.list(kept())).isEmpty();
  }

  @Test
  void closingLeavesNoThread() throws Exception {
    announcements.onWake(worker, () -> {
    });
    announcements.receive(worker, SHORT);
    assertThat(lettuceThreads()).isPositive();
    announcements.close();
    announcements.close();
    Eventually.until("no thread is left", () -> lettuceThreads() == 0);
    assertThatThrownBy(announcements::depth).isInstanceOf(UnavailableException.class)
        .hasMessageContaining("closed");
  }

  private Future<Optional<Announcement>> receiveInBackground() {
    Callable<Optional<Announcement>> receive = () -> announcements.receive(worker, LONG);
    var waiting = threads.submit(receive);
    Eventually.until("the receiver is blocked on the server", () -> blockedClients() == 1 || waiting
        .isDone());
    assertThat(waiting).isNotDone();
    return waiting;
  }

  private String receiveAgainAndAgain() {
    var received = new java.util.concurrent.atomic.AtomicReference<String>();
    Eventually.until("something is received", () -> {
      announcements.receive(worker, SHORT).map(Announcement::payload).ifPresent(received::set);
      return received.get() != null;
    });
    return received.get();
  }

  private String kept() {
    return "{translation_queue}:processing:" + worker;
  }

  private int blockedClients() {
    var info = new String((byte[]) redis.call("INFO", "clients"), StandardCharsets.UTF_8);
    return info.lines()
        .filter(line -> line.startsWith("blocked_clients:"))
        .findFirst()
        .map(line -> Integer.parseInt(line.substring("blocked_clients:".length()).strip()))
        .orElse(-1);
  }

  private static long lettuceThreads() {
    return Thread.getAllStackTraces()
        .keySet()
        .stream()
        .filter(t -> t.getName().startsWith("lettuce"))
        .count();
  }
}
