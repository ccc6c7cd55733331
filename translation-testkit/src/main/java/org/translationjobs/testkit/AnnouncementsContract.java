package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.announcement.Announcements.Announcement;
import org.translationjobs.core.announcement.Announcements.Rejected;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.work.WorkerId;

/** What every {@link Announcements} must do. An empty queue for every test. */
public interface AnnouncementsContract {
  Duration SOON = Duration.ofSeconds(10);
  Duration AT_ONCE = Duration.ofMillis(50);

  /** One instance, the same for the whole test. */
  Announcements announcements();

  /** Another instance on the same queue, as in another process; may be the same for in-memory ones. */
  Announcements elsewhere();

  /** Pushes as another service does. */
  void push(String payload);

  @Test
  default void anAnnouncedJobIsReceivedInTheFormOfTheGuide() throws Exception {
    var job = JobId.random();
    announcements().announce(job);
    assertThat(receive(WorkerId.random()).payload()).isEqualTo("{\"job_id\":\"" + job + "\"}");
  }

  @Test
  default void theOldestIsReceivedFirst() throws Exception {
    var worker = WorkerId.random();
    pushNumbers(5);
    for (var i = 0; i < 5; i++) {
      assertThat(receive(worker).payload()).isEqualTo("" + i);
    }
  }

  @Test
  default void receiveReturnsNothingWhenTheTimeIsOver() throws Exception {
    assertThat(announcements().receive(WorkerId.random(), AT_ONCE)).isEmpty();
    assertThat(announcements().receive(WorkerId.random(), Duration.ZERO)).isEmpty();
  }

  @Test
  default void receiveTakesWhatIsThereAlsoWithoutAnyTime() throws Exception {
    push("x");
    assertThat(announcements().receive(WorkerId.random(), Duration.ZERO)).isPresent();
  }

  @Test
  default void aWaitingReceiverGetsWhatArrives() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var received = threads.submit(() -> announcements().receive(WorkerId.random(), SOON));
      push("late");
      assertThat(received.get()).map(Announcement::payload).contains("late");
    }
  }

  @Test
  default void aKeptAnnouncementIsNotReceivedAgain() throws Exception {
    var worker = WorkerId.random();
    push("x");
    receive(worker);
    assertThat(announcements().receive(worker, AT_ONCE)).isEmpty();
    assertThat(elsewhere().receive(WorkerId.random(), AT_ONCE)).isEmpty();
    assertThat(announcements().depth()).isZero();
  }

  @Test
  default void anAcknowledgedAnnouncementIsForgotten() throws Exception {
    var worker = WorkerId.random();
    push("x");
    var announcement = receive(worker);
    announcements().acknowledge(worker, announcement);
    announcements().acknowledge(worker, announcement);
    assertThat(announcements().recover(Set.of())).isZero();
  }

  @Test
  default void acknowledgingOneOfTwoEqualAnnouncementsLeavesTheOther() throws Exception {
    var worker = WorkerId.random();
    push("same");
    push("same");
    announcements().acknowledge(worker, receive(worker));
    receive(worker);
    assertThat(announcements().recover(Set.of())).isEqualTo(1);
  }

  @Test
  default void whatDeadWorkersKeptGoesBackToTheHeadInTheOldOrder() throws Exception {
    var dead = WorkerId.random();
    var living = WorkerId.random();
    pushNumbers(4);
    receive(dead);
    receive(dead);
    receive(living);
    assertThat(elsewhere().recover(Set.of(living))).isEqualTo(2);
    assertThat(elsewhere().recover(Set.of(living))).isZero();
    assertThat(elsewhere().depth()).isEqualTo(3);
    for (var expected : List.of("0", "1", "3")) {
      assertThat(receive(living).payload()).isEqualTo(expected);
    }
  }

  @Test
  default void aWorkerThatWasTakenForDeadReceivesAndIsRecoveredAgain() throws Exception {
    var worker = WorkerId.random();
    push("first");
    receive(worker);
    elsewhere().recover(Set.of());
    receive(worker);
    push("second");
    receive(worker);
    assertThat(elsewhere().recover(Set.of())).isEqualTo(2);
  }

  @Test
  default void aRejectedAnnouncementIsListedWithItsReason() throws Exception {
    var worker = WorkerId.random();
    push("nonsense");
    var announcement = receive(worker);
    announcements().reject(worker, announcement, "not JSON");
    announcements().reject(worker, announcement, "not JSON");
    assertThat(elsewhere().rejected(10)).singleElement().satisfies(entry -> {
      assertThat(entry.payload()).isEqualTo("nonsense");
      assertThat(entry.reason()).isEqualTo("not JSON");
      assertThat(entry.id()).isNotBlank();
      assertThat(Instant.parse(entry.rejectedAt())).isNotNull();
    });
    assertThat(announcements().recover(Set.of())).isZero();
    assertThat(announcements().depth()).isZero();
  }

  @Test
  default void theNewestRejectedComeFirst() throws Exception {
    rejectNumbers(3);
    assertThat(announcements().rejected(2)).extracting(Rejected::payload).containsExactly("2", "1");
  }

  @Test
  default void requeuedAnnouncementsGoToTheEndOfTheQueue() throws Exception {
    rejectNumbers(3);
    push("waiting");
    var ids = ids("0", "2");
    assertThat(announcements().requeueRejected(ids)).isEqualTo(2);
    assertThat(announcements().requeueRejected(ids)).isZero();
    assertThat(announcements().rejected(10)).extracting(Rejected::payload).containsExactly("1");
    var worker = WorkerId.random();
    assertThat(List.of(receive(worker).payload(), receive(worker).payload(), receive(worker)
        .payload()))
        .containsExactly("waiting", "0", "2");
  }

  @Test
  default void purgedAnnouncementsAreGone() throws Exception {
    rejectNumbers(3);
    var ids = new ArrayList<>(ids("0", "1"));
    ids.add("not an id");
    assertThat(announcements().purgeRejected(ids)).isEqualTo(2);
    assertThat(announcements().rejected(10)).extracting(Rejected::payload).containsExactly("2");
    assertThat(announcements().depth()).isZero();
  }

  @Test
  default void theRejectedListIsBounded() throws Exception {
    rejectNumbers(1_003);
    assertThat(announcements().rejected(5_000)).hasSize(1_000)
        .extracting(Rejected::payload)
        .startsWith("1002")
        .endsWith("3");
  }

  @Test
  default void aMegabyteOfJunkIsCutAndCanBeAcknowledgedAndRejected() throws Exception {
    var worker = WorkerId.random();
    push("j".repeat(1_000_000));
    push("k".repeat(1_000_000));
    var first = receive(worker);
    var second = receive(worker);
    assertThat(first.payload()).hasSize(AnnouncementFormat.MAX_PAYLOAD);
    assertThat(first.receipt()).hasSizeLessThan(100);
    announcements().acknowledge(worker, first);
    announcements().reject(worker, second, "too long");
    assertThat(announcements().rejected(1)).singleElement()
        .satisfies(entry -> assertThat(entry.payload()).hasSizeBetween(1_000,
            AnnouncementFormat.MAX_PAYLOAD));
    assertThat(announcements().recover(Set.of())).isZero();
  }

  @Test
  default void everyAnnouncementIsReceivedByExactlyOneOfSeveralWorkers() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var workers = Stream.generate(() -> received(WorkerId.random()))
          .limit(4)
          .map(threads::submit)
          .toList();
      pushNumbers(200);
      var payloads = new ArrayList<String>();
      for (var worker : workers) {
        payloads.addAll(worker.get());
      }
      assertThat(payloads).hasSize(200).doesNotHaveDuplicates();
    }
  }

  @Test
  default void anInterruptedReceiverEndsAndTakesNothingAway() throws Exception {
    var started = new CountDownLatch(1);
    var failure = new ArrayList<Throwable>();
    var receiver = Thread.ofVirtual().unstarted(() -> {
      started.countDown();
      assertThatThrownBy(() -> announcements().receive(WorkerId.random(), Duration.ofSeconds(30)))
          .isInstanceOf(InterruptedException.class);
    });
    receiver.setUncaughtExceptionHandler((thread, e) -> failure.add(e));
    receiver.start();
    started.await();
    Eventually.until("the receiver waits", () -> receiver.getState() == Thread.State.TIMED_WAITING);
    receiver.interrupt();
    assertThat(receiver.join(SOON)).isTrue();
    assertThat(failure).isEmpty();
    push("x");
    Eventually.until("the announcement is received by another worker", () -> {
      elsewhere().recover(Set.of());
      return elsewhere().receive(WorkerId.random(), AT_ONCE).isPresent();
    });
  }

  @Test
  default void aWakeUpReachesEverySubscriberUntilItsSubscriptionEnds() {
    var here = new AtomicInteger();
    var there = new AtomicInteger();
    var ended = new AtomicInteger();
    try (var one = announcements().onWake(WorkerId.random(), here::incrementAndGet);
        var two = elsewhere().onWake(WorkerId.random(), there::incrementAndGet)) {
      var third = announcements().onWake(WorkerId.random(), ended::incrementAndGet);
      third.close();
      third.close();
      Eventually.until("both are woken", () -> {
        announcements().wake();
        return here.get() > 0 && there.get() > 0;
      });
      assertThat(ended).hasValue(0);
      assertThat(List.of(one, two)).hasSize(2);
    }
  }

  @Test
  default void aWorkersWakeUpReachesTheOthers() {
    var self = WorkerId.random();
    var own = new AtomicInteger();
    var here = new AtomicInteger();
    var there = new AtomicInteger();
    try (var one = announcements().onWake(self, own::incrementAndGet);
        var two = announcements().onWake(WorkerId.random(), here::incrementAndGet);
        var three = elsewhere().onWake(WorkerId.random(), there::incrementAndGet)) {
      Eventually.until("the others are woken", () -> {
        announcements().wakeOthers(self);
        return here.get() > 0 && there.get() > 0;
      });
      assertThat(own).hasValue(0);
      Eventually.until("all are woken", () -> {
        announcements().wake();
        return own.get() > 0;
      });
      assertThat(List.of(one, two, three)).hasSize(3);
    }
  }

  private Callable<List<String>> received(WorkerId worker) {
    return () -> {
      var payloads = new ArrayList<String>();
      Optional<Announcement> next = announcements().receive(worker, Duration.ofSeconds(2));
      while (next.isPresent()) {
        payloads.add(next.get().payload());
        announcements().acknowledge(worker, next.get());
        next = announcements().receive(worker, Duration.ofMillis(300));
      }
      return payloads;
    };
  }

  private Announcement receive(WorkerId worker) throws InterruptedException {
    return announcements().receive(worker, SOON)
        .orElseThrow(() -> new AssertionError("nothing was received"));
  }

  private void pushNumbers(int count) {
    IntStream.range(0, count).forEach(i -> push("" + i));
  }

  private void rejectNumbers(int count) throws InterruptedException {
    var worker = WorkerId.random();
    for (var i = 0; i < count; i++) {
      push("" + i);
      announcements().reject(worker, receive(worker), "number " + i);
    }
  }

  private List<String> ids(String... payloads) {
    return announcements().rejected(100)
        .stream()
        .filter(entry -> List.of(payloads).contains(entry.payload()))
        .map(Rejected::id)
        .toList();
  }
}
