package org.translationjobs.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.time.Tasks;

/** A task on a thread of its own, which runs only while it has the turn. */
final class Mover {
  final Crew crew;
  final String name;
  final List<Mover> joiners = new ArrayList<>(1);
  /** Where it waits for a raise or an end; null while it does not. */
  @Nullable
  List<Mover> waitsIn;
  @Nullable
  Timer timer;
  boolean woken;
  boolean interrupted;
  boolean ended;
  private final Thread thread;
  private final Tasks.Body body;
  private final Scheduler scheduler;
  private volatile boolean turn;
  private boolean running;

  Mover(Crew crew, String name, Tasks.Body body, Scheduler scheduler) {
    this.crew = crew;
    this.name = name;
    this.body = body;
    this.scheduler = scheduler;
    this.thread = Thread.ofVirtual().name(crew.name() + "/" + name).unstarted(this::run);
  }

  private void run() {
    awaitTurn();
    try {
      scheduler.checkAlive(this);
      body.run();
    } catch (InterruptedException e) {
      // documented: an interrupt may end a task
    } catch (SimulationOver e) {
      // the worker was killed, or the simulation has ended
    } catch (RuntimeException | Error e) {
      scheduler.uncaught(this, e);
    } finally {
      scheduler.ended(this);
    }
  }

  /** Lets this one move; the caller has to wait for its own turn, or end. */
  void giveTurn() {
    turn = true;
    if (running) {
      LockSupport.unpark(thread);
    } else {
      running = true;
      thread.start();
    }
  }

  /** Waits on this mover's thread; an interrupt that is pending stays pending. */
  void awaitTurn() {
    interrupted |= Thread.interrupted();
    while (!turn) {
      LockSupport.park(this);
    }
    turn = false;
    deliverInterrupt();
  }

  private void deliverInterrupt() {
    if (interrupted) {
      interrupted = false;
      thread.interrupt();
    }
  }

  boolean isOnThisThread() {
    return thread == Thread.currentThread();
  }

  /** Lets a mover that must not move any more unwind its stack. */
  void unwind() throws InterruptedException {
    if (running) {
      giveTurn();
      thread.join(10_000);
    }
  }

  StackTraceElement[] stack() {
    return thread.getStackTrace();
  }

  @Override
  public String toString() {
    return crew.name() + "/" + name;
  }
}
