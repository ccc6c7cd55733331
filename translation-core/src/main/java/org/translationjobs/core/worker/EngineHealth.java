package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.CircuitBreaker;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.time.Tasks;

/**
 * One circuit breaker for each engine of this worker, and how many of its calls were given up and run
 * all the same. Thread-safe.
 */
final class EngineHealth {
  /** From so many calls on that were given up and still run, an engine is not called. */
  static final int MOST_STILL_RUNNING = 8;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration WHILE_HELD = Duration.ofSeconds(5);

  private final Tasks tasks;
  private final Events events;
  private final Map<String, CircuitBreaker> breakers = new LinkedHashMap<>();
  private final Map<String, AtomicInteger> stillRunning = new LinkedHashMap<>();
  private volatile Set<String> held = Set.of();

  EngineHealth(Tasks tasks, Events events, List<String> engines) {
    this.tasks = tasks;
    this.events = events;
    engines.forEach(name -> {
      breakers.put(name, new CircuitBreaker());
      stillRunning.put(name, new AtomicInteger());
    });
  }

  /** From now on these engines, and no others, are not called because they are held. */
  void hold(Set<String> engines) {
    held = Set.copyOf(engines);
  }

  /** How many calls of this engine could begin now. */
  int capacity(String engine) {
    return isStuck(engine) || held.contains(engine) ? 0 : breaker(engine).capacity(tasks.now());
  }

  boolean tryEnter(String engine) {
    return !isStuck(engine) && !held.contains(engine) && breaker(engine).tryEnter(tasks.now());
  }

  /** The failure that a parked, held or stuck engine would answer; empty while it may be called. */
  Optional<EngineReply.Failure> refusal(String engine) {
    if (held.contains(engine)) {
      return Optional.of(new EngineReply.Failure(
          FailureKind.UNAVAILABLE, engine + " is held", Optional.of(WHILE_HELD)));
    }
    if (isStuck(engine)) {
      return Optional.of(new EngineReply.Failure(
          FailureKind.UNAVAILABLE, MOST_STILL_RUNNING + " calls of " + engine + " or more that were"
              + " given up still run; it is not called before one of them ends, or the worker is"
              + " started again",
          Optional.of(LOOK_AGAIN)));
    }
    var now = tasks.now();
    return breaker(engine).capacity(now) > 0
        ? Optional.empty()
        : breaker(engine).parked(now)
            .map(p -> new EngineReply.Failure(
                FailureKind.UNAVAILABLE, engine + " is parked: " + p.reason(), Optional.of(p
                    .left())));
  }

  void learn(String engine, EngineReply reply, Duration took) {
    switch (reply) {
      case EngineReply.Translated translated -> {
        events.tell(new WorkerEvent.EngineCalled(engine, "translated", took));
        reopened(engine);
      }
      case EngineReply.Failure failure -> {
        var outcome = failure.kind().name().toLowerCase(Locale.ROOT);
        events.tell(new WorkerEvent.EngineCalled(engine, outcome, took));
        if (failure.kind().owner() == FailureKind.Owner.SUBTASK
            || failure.kind() == FailureKind.UNSUPPORTED_PAIR) {
          reopened(engine);
        } else {
          breaker(engine)
              .failed(
                  failure.kind(), failure.message(), failure.retryAfter(), tasks.now(),
                  tasks.random())
              .ifPresent(p -> events.tell(
                  new WorkerEvent.EngineParked(engine, p.reason(), p.left())));
        }
      }
    }
  }

  void abandoned(String engine) {
    breaker(engine).abandoned(tasks.now());
  }

  /** A call is left behind and still runs. */
  void givenUp(String engine, Duration after) {
    var now = running(engine).incrementAndGet();
    events.tell(new WorkerEvent.EngineCallGivenUp(engine, after, now));
  }

  /** A call that was given up has ended after all. */
  void endedLate(String engine) {
    running(engine).decrementAndGet();
  }

  private boolean isStuck(String engine) {
    return running(engine).get() >= MOST_STILL_RUNNING;
  }

  private AtomicInteger running(String engine) {
    return known(engine, stillRunning.get(engine));
  }

  private void reopened(String engine) {
    if (breaker(engine).succeeded()) {
      events.tell(new WorkerEvent.EngineReopened(engine));
    }
  }

  private CircuitBreaker breaker(String engine) {
    return known(engine, breakers.get(engine));
  }

  private static <T> T known(String engine, @Nullable T found) {
    if (found == null) {
      throw new IllegalArgumentException("no engine '" + engine + "' is set up here");
    }
    return found;
  }
}
