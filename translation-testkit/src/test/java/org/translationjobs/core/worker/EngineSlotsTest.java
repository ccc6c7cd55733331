package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.testkit.RealTasks;

class EngineSlotsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void noSignalIsRaisedUnderTheLockOfTheSlots() throws InterruptedException {
    var real = new RealTasks();
    var slots = new AtomicReference<EngineSlots>();
    var waits = new CountDownLatch(1);
    var othersWentOn = new AtomicReference<Boolean>();
    var tasks = new Passing(real) {
      @Override
      public Signal newSignal() {
        var signal = real.newSignal();
        return new Signal() {
          @Override
          public void raise() {
            try {
              // whoever holds the lock while it raises keeps this one from ending
              othersWentOn.set(real.start("other", () -> slots.get().leave("one")).join(LONG));
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            signal.raise();
          }

          @Override
          public boolean await(Duration atMost) throws InterruptedException {
            waits.countDown();
            return signal.await(atMost);
          }
        };
      }
    };
    slots.set(new EngineSlots(tasks, List.of(new OneAtATime())));
    slots.get().enter("one");
    var waiting = real.start("waiting", () -> slots.get().enter("one"));
    assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
    slots.get().leave("one");
    assertThat(waiting.join(LONG)).isTrue();
    assertThat(othersWentOn).hasValue(true);
  }

  /** Everything as another does it. */
  private static class Passing implements Tasks {
    private final Tasks tasks;

    Passing(Tasks tasks) {
      this.tasks = tasks;
    }

    @Override
    public Duration now() {
      return tasks.now();
    }

    @Override
    public Task start(String name, Body body) {
      return tasks.start(name, body);
    }

    @Override
    public Signal newSignal() {
      return tasks.newSignal();
    }

    @Override
    public double random() {
      return tasks.random();
    }
  }
}
