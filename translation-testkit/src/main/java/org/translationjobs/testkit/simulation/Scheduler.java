package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.time.Tasks;

/**
 * Lets one task move at a time and decides by chance who moves next. The time stands still while
 * anybody can move; when nobody can, it goes on to the next thing that is due.
 *
 * <p>
 * Everything in here is touched only by the task that has the turn, or by the driver before the first
 * and after the last one.
 */
final class Scheduler {
  private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

  private final SplittableRandom random;
  private final LongSupplier mostSteps;
  private final Trace trace;
  private final List<Mover> ready = new ArrayList<>();
  private final Queue<Timer> timers = new PriorityQueue<>();
  private final List<Crew> crews = new ArrayList<>();
  private @Nullable Mover current;
  private @Nullable Throwable failure;
  private long now;
  private long numbers;
  private volatile long steps;
  private volatile boolean over;
  private @Nullable Thread driver;

  Scheduler(long seed, LongSupplier mostSteps, Trace trace) {
    this.random = new SplittableRandom(seed);
    this.mostSteps = mostSteps;
    this.trace = trace;
  }

  SplittableRandom random() {
    return random;
  }

  long now() {
    return now;
  }

  long steps() {
    return steps;
  }

  boolean isOver() {
    return over;
  }

  long nextNumber() {
    return ++numbers;
  }

  Crew newCrew(String name) {
    var crew = new Crew(name);
    crews.add(crew);
    return crew;
  }

  /**
   * Runs a body and all that it starts until the body ends.
   *
   * @throws InterruptedException
   *           when the calling thread is interrupted
   */
  void run(Crew crew, String name, Tasks.Body body) throws InterruptedException {
    driver = Thread.currentThread();
    start(crew, name, () -> {
      body.run();
      finish(null);
    });
    choose();
    giveTurn();
    awaitEnd();
    unwindAll();
    rethrow();
  }

  private void awaitEnd() throws InterruptedException {
    var seen = -1L;
    while (!over) {
      LockSupport.parkNanos(this, STUCK_AFTER.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!over && seen == steps) {
        throw stuck();
      }
      seen = steps;
    }
  }

  private IllegalStateException stuck() {
    var mover = current;
    var e = new IllegalStateException(mover + " does not move on for " + STUCK_AFTER.toSeconds()
        + " s of real time: it waits outside of Tasks, or goes round without any step");
    if (mover != null) {
      e.setStackTrace(mover.stack());
    }
    return e;
  }

  private void unwindAll() throws InterruptedException {
    for (var crew : crews) {
      crew.dead = true;
    }
    for (var crew : crews) {
      for (var mover : List.copyOf(crew.movers)) {
        if (!mover.ended) {
          mover.unwind();
        }
      }
    }
  }

  private void rethrow() {
    switch (failure) {
      case null -> {
      }
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /** Ends the simulation; the task that calls it does not move any more. */
  void finish(@Nullable Throwable why) {
    if (!over) {
      failure = why;
      over = true;
      LockSupport.unpark(driver);
    }
  }

  Mover start(Crew crew, String name, Tasks.Body body) {
    var mover = new Mover(crew, name, body, this);
    crew.movers.add(mover);
    trace.add(this, current, "starts", mover);
    makeReady(mover);
    return mover;
  }

  /** Another task may move before the caller goes on. */
  void step() {
    var me = me();
    count();
    makeReady(me);
    moveOn(me);
  }

  private void count() {
    var made = steps + 1;
    steps = made;
    if (made >= mostSteps.getAsLong()) {
      finish(new SimulationFailure("not quiet after " + made + " steps"));
    }
  }

  /**
   * Waits until woken, interrupted, or the time has come.
   *
   * @return whether it was woken
   */
  boolean block(List<Mover> waiters, long nanos) throws InterruptedException {
    var me = me();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    count();
    me.woken = false;
    me.waitsIn = waiters;
    waiters.add(me);
    me.timer = at(now + Math.max(0, nanos), () -> wake(me, false));
    moveOn(me);
    if (!me.woken && Thread.interrupted()) {
      throw new InterruptedException();
    }
    return me.woken;
  }

  /** Waits for a time that nothing shortens. */
  void delay(long nanos) {
    var me = me();
    count();
    at(now + nanos, () -> makeReady(me));
    moveOn(me);
  }

  /** Lets the first one that waits there move on; false when nobody does. */
  boolean wakeFirst(List<Mover> waiters) {
    while (!waiters.isEmpty()) {
      var mover = waiters.get(0);
      wake(mover, true);
      if (!mover.crew.dead) {
        return true;
      }
    }
    return false;
  }

  private void wake(Mover mover, boolean woken) {
    if (mover.waitsIn != null) {
      mover.waitsIn.remove(mover);
      mover.waitsIn = null;
      mover.woken = woken;
      if (mover.timer != null) {
        mover.timer.cancel();
        mover.timer = null;
      }
      makeReady(mover);
    }
  }

  void interrupt(Mover mover) {
    if (mover.isOnThisThread()) {
      Thread.currentThread().interrupt();
    } else if (!mover.ended) {
      mover.interrupted = true;
      wake(mover, false);
    }
  }

  Timer at(long time, Runnable action) {
    var timer = new Timer(time, nextNumber(), action);
    timers.add(timer);
    return timer;
  }

  /** None of its tasks ever moves again. */
  void kill(Crew crew) {
    if (crew.dead) {
      return;
    }
    trace.add(this, current, "kills", crew.name());
    crew.dead = true;
    crew.onDeath.run();
    ready.removeIf(mover -> mover.crew == crew);
    crew.held.clear();
    var me = current;
    if (me != null && me.crew == crew) {
      moveOn(me);
    }
  }

  /** None of its tasks moves for a while; the time goes on for all. */
  void pause(Crew crew, Duration time) {
    if (crew.dead || crew.paused) {
      return;
    }
    crew.paused = true;
    crew.held.addAll(ready.stream().filter(mover -> mover.crew == crew).toList());
    ready.removeIf(mover -> mover.crew == crew);
    at(now + time.toNanos(), () -> {
      crew.paused = false;
      var freed = List.copyOf(crew.held);
      crew.held.clear();
      freed.forEach(this::makeReady);
    });
  }

  private void makeReady(Mover mover) {
    if (mover.crew.dead || mover.ended) {
      return;
    }
    (mover.crew.paused ? mover.crew.held : ready).add(mover);
  }

  private void moveOn(Mover me) {
    if (choose() == me) {
      return;
    }
    giveTurn();
    me.awaitTurn();
    checkAlive(me);
  }

  private void giveTurn() {
    var chosen = current;
    if (!over && chosen != null) {
      chosen.giveTurn();
    }
  }

  /** Decides who moves next; null when the simulation is over. */
  private @Nullable Mover choose() {
    while (ready.isEmpty() && !over) {
      var timer = timers.poll();
      if (timer == null) {
        finish(new SimulationFailure("nobody can ever move again"));
        break;
      }
      if (!timer.isCancelled()) {
        now = Math.max(now, timer.at);
        timer.fire();
      }
    }
    if (over) {
      current = null;
      return null;
    }
    var last = ready.size() - 1;
    var chosen = random.nextInt(ready.size());
    var mover = ready.get(chosen);
    ready.set(chosen, ready.get(last));
    ready.remove(last);
    current = mover;
    return mover;
  }

  void checkAlive(Mover mover) {
    if (mover.crew.dead) {
      throw new SimulationOver();
    }
  }

  /** The task that has the turn, which must be the caller. */
  Mover me() {
    var me = current;
    if (me == null || !me.isOnThisThread()) {
      throw new SimulationOver();
    }
    checkAlive(me);
    return me;
  }

  @Nullable
  Mover current() {
    return current;
  }

  void uncaught(Mover mover, Throwable e) {
    if (!over && !mover.crew.dead) {
      trace.add(this, mover, "threw", e);
      finish(
          e instanceof SimulationFailure ? e : new SimulationFailure(mover + " threw " + e, e));
    }
  }

  void ended(Mover mover) {
    mover.ended = true;
    if (over) {
      // The driver goes through the lists now.
      return;
    }
    mover.crew.movers.remove(mover);
    if (mover.crew.dead) {
      return;
    }
    trace.add(this, mover, "ends", null);
    while (wakeFirst(mover.joiners)) {
      // all of them
    }
    choose();
    giveTurn();
  }
}
