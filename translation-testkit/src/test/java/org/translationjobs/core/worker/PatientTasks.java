package org.translationjobs.core.worker;

import java.time.Duration;
import org.translationjobs.core.time.Tasks;

/**
 * Tasks that wait for an interrupted task until it has ended, however busy the machine is. Thread-safe.
 */
record PatientTasks(Tasks tasks) implements Tasks {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Override
  public Duration now() {
    return tasks.now();
  }

  @Override
  public Task start(String name, Body body) {
    return new Patient(tasks.start(name, body));
  }

  @Override
  public Signal newSignal() {
    return tasks.newSignal();
  }

  @Override
  public double random() {
    return tasks.random();
  }

  private static final class Patient implements Task {
    private final Task task;
    private volatile boolean interrupted;

    Patient(Task task) {
      this.task = task;
    }

    @Override
    public void interrupt() {
      interrupted = true;
      task.interrupt();
    }

    @Override
    public boolean join(Duration atMost) throws InterruptedException {
      return task.join(interrupted ? LONG : atMost);
    }
  }
}
