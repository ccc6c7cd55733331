package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.time.Tasks.Task;

/**
 * One call of an engine, on a task of its own: an engine that neither answers nor heeds interruption is
 * left behind. Used by one task.
 */
final class EngineCall {
  /** How long an interrupted engine may take to notice. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Tasks tasks;
  private final EngineHealth health;
  private final TranslationEngine engine;
  private final EngineRequest request;
  private final Duration began;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private volatile @Nullable EngineReply reply;
  private volatile @Nullable Throwable thrown;

  private enum State {
    RUNNING, ENDED, GIVEN_UP
  }

  EngineCall(
      Tasks tasks, EngineHealth health, TranslationEngine engine, EngineRequest request) {
    this.tasks = tasks;
    this.health = health;
    this.engine = engine;
    this.request = request;
    this.began = tasks.now();
  }

  /**
   * Calls and waits.
   *
   * @return the engine's answer, or what stands for it: an exception is a bad reply, no answer within
   *         the time a failure of kind {@link FailureKind#UNAVAILABLE}
   * @throws InterruptedException
   *           when the caller or the engine is interrupted; the call has ended or is given up then
   */
  EngineReply answer(Duration atMost) throws InterruptedException {
    Task task;
    try {
      task = tasks.startCall("call " + engine.name(), this::call);
    } catch (RuntimeException | Error e) {
      return EngineReply.Failure.of(
          FailureKind.UNAVAILABLE, engine.name() + " cannot be called, no task starts: " + e);
    }
    try {
      if (task.join(atMost)) {
        return told();
      }
    } catch (InterruptedException e) {
      leave(task);
      throw e;
    }
    leave(task);
    var late = reply;
    return late != null
        ? late
        : EngineReply.Failure.of(
            FailureKind.UNAVAILABLE,
            engine.name() + " gave no answer within " + atMost.toSeconds() + " s");
  }

  private void call() {
    try {
      reply = engine.translate(request);
    } catch (InterruptedException | RuntimeException | Error e) {
      thrown = e;
    } finally {
      if (!state.compareAndSet(State.RUNNING, State.ENDED)) {
        health.endedLate(engine.name());
      }
    }
  }

  private EngineReply told() throws InterruptedException {
    switch (thrown) {
      case InterruptedException e -> throw e;
      case Error e -> throw e;
      case null, default -> {
      }
    }
    return Optional.ofNullable(reply)
        .orElseGet(
            () -> EngineReply.Failure.of(
                FailureKind.BAD_REPLY,
                engine.name() + (thrown == null ? " returned nothing" : " threw " + thrown)));
  }

  private void leave(Task task) throws InterruptedException {
    task.interrupt();
    try {
      if (task.join(GRACE)) {
        return;
      }
    } finally {
      if (state.compareAndSet(State.RUNNING, State.GIVEN_UP)) {
        health.givenUp(engine.name(), tasks.now().minus(began));
      }
    }
  }
}
