package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.translationjobs.core.time.Tasks;

/**
 * The tasks of one worker in a simulation. Waiting is a step, after which anybody may move; starting,
 * raising and interrupting are not, because the core does them inside its own locks.
 */
public final class SimulatedTasks implements Tasks {
  private final Scheduler scheduler;
  private final Crew crew;

  SimulatedTasks(Scheduler scheduler, Crew crew) {
    this.scheduler = scheduler;
    this.crew = crew;
  }

  @Override
  public Duration now() {
    return Duration.ofNanos(scheduler.now()).plus(crew.ahead);
  }

  @Override
  public Task start(String name, Body body) {
    if (crew.dead) {
      throw new SimulationOver();
    }
    return new SimulatedTask(scheduler.start(crew, name, body));
  }

  @Override
  public Signal newSignal() {
    return new SimulatedSignal(scheduler.nextNumber());
  }

  @Override
  public double random() {
    if (crew.dead) {
      throw new SimulationOver();
    }
    return scheduler.random().nextDouble();
  }

  private final class SimulatedTask implements Task {
    private final Mover mover;

    SimulatedTask(Mover mover) {
      this.mover = mover;
    }

    @Override
    public void interrupt() {
      scheduler.interrupt(mover);
    }

    @Override
    public boolean join(Duration atMost) throws InterruptedException {
      if (!mover.ended) {
        scheduler.block(mover.joiners, nanos(atMost));
      }
      return mover.ended;
    }
  }

  private final class SimulatedSignal implements Signal {
    private final long number;
    private final List<Mover> waiters = new ArrayList<>(1);
    private boolean raised;

    SimulatedSignal(long number) {
      this.number = number;
    }

    @Override
    public void raise() {
      if (!scheduler.wakeFirst(waiters)) {
        raised = true;
      }
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
      if (raised) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        raised = false;
        scheduler.step();
        return true;
      }
      return scheduler.block(waiters, nanos(atMost));
    }

    /** Sets of signals have the same order in every run. */
    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  private static long nanos(Duration time) {
    return time.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE / 2 : time.toNanos();
  }
}
