package org.translationjobs.runtime.tasks;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.time.Tasks;

/**
 * Tasks on platform threads, and the JVM's monotonic clock. Cutting, checking and joining big texts
 * computes for seconds: on virtual threads a few of them would hold every carrier, and heartbeats would
 * wait behind them. As many threads as tasks run at once; a thread that is free for half a minute ends.
 *
 * <p>
 * A platform thread takes about 110 KB. So that a thousand engine calls fit into a small worker, calls
 * beyond the first {@value #CALLS_ON_PLATFORM_THREADS} at a time run on virtual threads: nobody computes
 * in so many at once, they wait.
 */
public final class ThreadTasks implements Tasks, AutoCloseable {
  /** How long {@link #close} waits for all tasks together. */
  static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  static final int CALLS_ON_PLATFORM_THREADS = 128;

  private static final Duration KEEP_FREE_THREAD = Duration.ofSeconds(30);

  private final long origin = System.nanoTime();
  private final ExecutorService threads = new ThreadPoolExecutor(
      0, Integer.MAX_VALUE, KEEP_FREE_THREAD.toMillis(), TimeUnit.MILLISECONDS,
      new SynchronousQueue<>(),
      Thread.ofPlatform()
          .daemon()
          .inheritInheritableThreadLocals(false)
          .name("translation-task-", 1)
          .factory());
  private final Semaphore callThreads = new Semaphore(CALLS_ON_PLATFORM_THREADS);
  private final Set<Run> running = ConcurrentHashMap.newKeySet();
  private final BiConsumer<String, Throwable> uncaught;
  private volatile boolean closed;

  /**
   * @param uncaught
   *          is given the task's name and what escaped its body
   */
  public ThreadTasks(BiConsumer<String, Throwable> uncaught) {
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
    return started(new Run(name, body), threads);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException
   *           after {@link #close}
   */
  @Override
  public Task startCall(String name, Body body) {
    if (!callThreads.tryAcquire()) {
      return started(new Run(name, body), run -> Thread.ofVirtual().start(run));
    }
    var run = new Run(name, body, callThreads::release);
    return started(run, threads);
  }

  private Task started(Run run, Executor executor) {
    running.add(run);
    try {
      // looked at after the run is entered: close() either sees the run or is seen here
      if (closed) {
        throw new RejectedExecutionException();
      }
      executor.execute(run);
      return run;
    } catch (RejectedExecutionException e) {
      run.end();
      throw new IllegalStateException("closed: the task '" + run.name + "' is not started", e);
    } catch (Error e) {
      // the system allows no more threads
      run.end();
      throw e;
    }
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
   * Interrupts every task that still runs and waits for them and their threads, five seconds at most.
   * Idempotent. A task that closes its own tasks is not waited for.
   */
  @Override
  public void close() {
    closed = true;
    running.forEach(Run::interrupt);
    threads.shutdown();
    var end = now().plus(LONGEST_CLOSE);
    var interrupted = false;
    for (var run : running) {
      while (!run.isOnThisThread()) {
        try {
          run.join(end.minus(now()));
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    interrupted |= !awaitThreads(running.isEmpty() ? end.minus(now()) : Duration.ZERO);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when it was interrupted. */
  private boolean awaitThreads(Duration atMost) {
    try {
      var unused = threads.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** One task. Its interrupts reach its thread only while it runs, never a later task. */
  private final class Run implements Task, Runnable {
    private final String name;
    private final Body body;
    private final Runnable atEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean interrupted;

    Run(String name, Body body) {
      this(name, body, () -> {
      });
    }

    Run(String name, Body body, Runnable atEnd) {
      this.name = name;
      this.body = body;
      this.atEnd = atEnd;
    }

    @Override
    public void run() {
      var current = Thread.currentThread();
      var freeName = current.getName();
      current.setName(name);
      try {
        begin(current);
        body.run();
      } catch (InterruptedException e) {
        // asked to stop, and did
      } catch (Throwable e) {
        uncaught.accept(name, e);
      } finally {
        current.setName(freeName);
        end();
      }
    }

    private synchronized void begin(Thread current) {
      thread = current;
      if (interrupted) {
        current.interrupt();
      }
    }

    void end() {
      synchronized (this) {
        thread = null;
      }
      running.remove(this);
      atEnd.run();
      ended.countDown();
    }

    synchronized boolean isOnThisThread() {
      return thread == Thread.currentThread();
    }

    @Override
    public synchronized void interrupt() {
      interrupted = true;
      if (thread != null) {
        thread.interrupt();
      }
    }

    @Override
    public boolean join(Duration atMost) throws InterruptedException {
      // saturates instead of overflowing
      return ended.await(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    }
  }
}
