package org.translationjobs.runtime.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.time.Tasks.Signal;
import org.translationjobs.core.time.Tasks.Task;

class ThreadTasksTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final ConcurrentLinkedQueue<String> uncaught = new ConcurrentLinkedQueue<>();
  private final ThreadTasks tasks =
      new ThreadTasks((task, e) -> uncaught.add(task + ": " + e.getMessage()));

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void aTaskRunsOnANamedPlatformThread() throws InterruptedException {
    var thread = new AtomicReference<Thread>();
    var name = new AtomicReference<String>();
    var task = tasks.start("sweep", () -> {
      thread.set(Thread.currentThread());
      name.set(Thread.currentThread().getName());
    });
    assertThat(task.join(LONG)).isTrue();
    assertThat(thread.get().isVirtual()).isFalse();
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(name).hasValue("sweep");
  }

  @Test
  void tasksThatComputeHoldUpNoOther() throws InterruptedException {
    var more = Runtime.getRuntime().availableProcessors() + 2;
    var computing = new CountDownLatch(more);
    var running = new ArrayList<Task>();
    for (var i = 0; i < more; i++) {
      running.add(tasks.start("computing", () -> {
        computing.countDown();
        while (!Thread.currentThread().isInterrupted()) {
          Thread.onSpinWait();
        }
      }));
    }
    assertThat(computing.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(tasks.start("heartbeat", () -> {
    }).join(LONG)).isTrue();
    for (var task : running) {
      task.interrupt();
      assertThat(task.join(LONG)).isTrue();
    }
  }

  @Test
  void aThreadIsUsedAgainAndAnInterruptOfItsEndedTaskIsNotFelt() throws InterruptedException {
    var seen = new HashSet<Thread>();
    var ended = new ArrayList<Task>();
    for (var again = false; !again;) {
      var thread = new CompletableFuture<Thread>();
      var woken = tasks.newSignal();
      var interrupted = new AtomicBoolean();
      var task = tasks.start("next", () -> {
        thread.complete(Thread.currentThread());
        try {
          woken.await(LONG);
        } catch (InterruptedException e) {
          interrupted.set(true);
        }
      });
      again = !seen.add(thread.join());
      ended.forEach(Task::interrupt);
      woken.raise();
      assertThat(task.join(LONG)).isTrue();
      assertThat(interrupted).isFalse();
      ended.add(task);
    }
  }

  @Test
  void manyCallsAtOnceDoNotTakeAPlatformThreadEach() throws InterruptedException {
    for (var round = 0; round < 2; round++) {
      var more = 50;
      var kinds = new ConcurrentLinkedQueue<Boolean>();
      var all = new CountDownLatch(ThreadTasks.CALLS_ON_PLATFORM_THREADS + more);
      var calls = new ArrayList<Task>();
      for (var i = all.getCount(); i > 0; i--) {
        calls.add(tasks.startCall("call", () -> {
          kinds.add(Thread.currentThread().isVirtual());
          all.countDown();
          tasks.sleep(Duration.ofHours(1));
        }));
      }
      assertThat(all.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(kinds).filteredOn(isVirtual -> isVirtual).hasSize(more);
      for (var call : calls) {
        call.interrupt();
        assertThat(call.join(LONG)).isTrue();
      }
    }
    assertThat(uncaught).isEmpty();
  }

  @Test
  void closingLeavesNoThread() throws InterruptedException {
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < 3; i++) {
      var thread = new AtomicReference<Thread>();
      assertThat(tasks.start("short", () -> thread.set(Thread.currentThread())).join(LONG))
          .isTrue();
      threads.add(thread.get());
    }
    tasks.close();
    for (var thread : threads) {
      assertThat(thread.join(LONG)).isTrue();
    }
  }

  @Test
  void whatEscapesGoesToTheHandlerAndAnInterruptDoesNot() throws InterruptedException {
    tasks.start("bad", () -> {
      throw new IllegalStateException("boom");
    }).join(LONG);
    var waiting = tasks.start("waiting", () -> tasks.sleep(LONG));
    waiting.interrupt();
    assertThat(waiting.join(LONG)).isTrue();
    assertThat(uncaught).containsExactly("bad: boom");
  }

  @Test
  void aRaiseIsKeptUntilSomebodyWaited() throws InterruptedException {
    var signal = tasks.newSignal();
    assertThat(signal.await(Duration.ZERO)).isFalse();
    signal.raise();
    signal.raise();
    assertThat(signal.await(Duration.ZERO)).isTrue();
    assertThat(signal.await(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void theLongestTimeDoesNotOverflow() throws InterruptedException {
    var signal = tasks.newSignal();
    var waiting = tasks.start("waiting", () -> signal.await(Duration.ofSeconds(Long.MAX_VALUE)));
    signal.raise();
    assertThat(waiting.join(LONG)).isTrue();
  }

  @Test
  void noRaiseIsLostBetweenTwoTasks() throws InterruptedException {
    var ping = tasks.newSignal();
    var pong = tasks.newSignal();
    var rounds = new AtomicInteger();
    var left = tasks.start("left", () -> {
      for (var i = 0; i < 10_000; i++) {
        ping.raise();
        awaitOrFail(pong);
        rounds.incrementAndGet();
      }
    });
    var right = tasks.start("right", () -> {
      for (var i = 0; i < 10_000; i++) {
        awaitOrFail(ping);
        pong.raise();
      }
    });
    assertThat(left.join(LONG)).isTrue();
    assertThat(right.join(LONG)).isTrue();
    assertThat(rounds).hasValue(10_000);
    assertThat(uncaught).isEmpty();
  }

  @Test
  void closingInterruptsAndJoinsWhatRuns() throws InterruptedException {
    var started = new CountDownLatch(50);
    var ended = new AtomicInteger();
    var running = new ArrayList<Task>();
    for (var i = 0; i < 50; i++) {
      running.add(tasks.start("t" + i, () -> {
        started.countDown();
        try {
          tasks.sleep(LONG);
        } finally {
          ended.incrementAndGet();
        }
      }));
    }
    started.await();
    tasks.close();
    assertThat(ended).hasValue(50);
    for (var task : running) {
      assertThat(task.join(Duration.ofSeconds(1))).isTrue();
    }
    assertThatThrownBy(() -> tasks.start("late", () -> ended.incrementAndGet()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ended).hasValue(50);
  }

  @Test
  void timeGoesForwardAndRandomStaysInItsRange() {
    assertThat(tasks.now()).isLessThanOrEqualTo(tasks.now());
    assertThat(tasks.random()).isBetween(0.0, 0.9999999999999999);
  }

  private static void awaitOrFail(Signal signal) throws InterruptedException {
    if (!signal.await(LONG)) {
      throw new IllegalStateException("a raise was lost");
    }
  }
}
