package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.translationjobs.core.time.Tasks;

/** Tasks that tell that somebody sleeps, before it does. */
record ToldSleeps(Tasks tasks, CountDownLatch told) implements Tasks {
  @Override
  public void sleep(Duration time) throws InterruptedException {
    told.countDown();
    tasks.sleep(time);
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
