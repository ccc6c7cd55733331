package org.translationjobs.runtime.tasks;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.translationjobs.core.time.Tasks;

/** Tasks on virtual threads, and the JVM's monotonic clock. */
public final class VirtualThreadTasks implements Tasks, AutoCloseable {
  /** How long {@link #close} waits for all tasks together. */
  static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final long origin = System.nanoTime();
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final BiConsumer<String, Throwable> uncaught;
  private volatile boolean closed;

  /**
   * @param uncaught
   *          is given the task's name and what escaped its body
   */
  public VirtualThreadTasks(BiConsumer<String, Throwable> uncaught) {
    this.uncaught = uncaught;
  }

  @Override
  public Duration now() {
    return Duration.ofNanos(System.nanoTime() - origin);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException
   *           after {@link #close}
   */
  @Override
  public Task start(String name, Body body) {
    var thread = Thread.ofVirtual().name(name).unstarted(() -> run(name, body));
    running.add(thread);
    // looked at after the thread is entered: close() either sees the thread or is seen here
    if (closed) {
      running.remove(thread);
      throw new IllegalStateException("closed: the task '" + name + "' is not started");
    }
    thread.start();
    return new ThreadTask(thread);
  }

  @Override
  public Signal newSignal() {
    return new LockSignal();
  }

  @Override
  public double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  /**
   * Interrupts every task that still runs and waits for them, five seconds at most. Idempotent. A
   * task that closes its own tasks is not waited for.
   */
  @Override
  public void close() {
    closed = true;
    running.forEach(Thread::interrupt);
    var end = now().plus(LONGEST_CLOSE);
    var interrupted = false;
    for (var thread : running) {
      var left = end.minus(now());
      if (thread != Thread.currentThread() && left.isPositive()) {
        try {
          thread.join(left);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String name, Body body) {
    try {
      body.run();
    } catch (InterruptedException e) {
      // asked to stop, and did
    } catch (Throwable e) {
      uncaught.accept(name, e);
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  private record ThreadTask(Thread thread) implements Task {
    @Override
    public void interrupt() {
      thread.interrupt();
    }

    @Override
    public boolean join(Duration atMost) throws InterruptedException {
      return thread.join(atMost);
    }
  }
}
