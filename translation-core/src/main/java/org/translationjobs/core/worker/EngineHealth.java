package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.translationjobs.core.engine.CircuitBreaker;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.time.Tasks;

/** One circuit breaker for each engine of this worker. Thread-safe. */
final class EngineHealth {
  private final Tasks tasks;
  private final Events events;
  private final Map<String, CircuitBreaker> breakers = new LinkedHashMap<>();

  EngineHealth(Tasks tasks, Events events, List<String> engines) {
    this.tasks = tasks;
    this.events = events;
    engines.forEach(name -> breakers.put(name, new CircuitBreaker()));
  }

  /** How many calls of this engine could begin now. */
  int capacity(String engine) {
    return breaker(engine).capacity(tasks.now());
  }

  boolean tryEnter(String engine) {
    return breaker(engine).tryEnter(tasks.now());
  }

  /** The failure that a parked engine would answer; empty while it may be called. */
  Optional<EngineReply.Failure> refusal(String engine) {
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

  private void reopened(String engine) {
    if (breaker(engine).succeeded()) {
      events.tell(new WorkerEvent.EngineReopened(engine));
    }
  }

  private CircuitBreaker breaker(String engine) {
    var breaker = breakers.get(engine);
    if (breaker == null) {
      throw new IllegalArgumentException("no engine '" + engine + "' is set up here");
    }
    return breaker;
  }
}
