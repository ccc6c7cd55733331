package org.translationjobs.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.time.Tasks;

/**
 * Calls of an engine outside of any job, one after the other: within the limits of its keys, which the
 * engine itself keeps, and patient with an engine that is busy or away for a moment. For one thread.
 */
final class ExtractionCalls {
  private static final int PATIENCE = 6;
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final TranslationEngine engine;
  private final Tasks tasks;
  private final List<String> failures = new ArrayList<>();
  private Usage usage = Usage.NONE;
  private int requests;
  private int answered;

  ExtractionCalls(TranslationEngine engine, Tasks tasks) {
    this.engine = engine;
    this.tasks = tasks;
  }

  /**
   * The answers by the ids of the segments; none where the engine refuses these texts.
   *
   * @throws TranslationJobsException
   *           when the engine cannot be used
   */
  Map<Integer, String> ask(EngineRequest request) throws InterruptedException {
    for (var time = 1;; time++) {
      requests++;
      switch (engine.translate(request)) {
        case EngineReply.Translated(var segments, var used) -> {
          usage = usage.plus(used);
          answered++;
          return segments.stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      EngineSegment::id, EngineSegment::text, (first, second) -> first));
        }
        case EngineReply.Failure failure -> {
          usage = usage.plus(failure.usage());
          answered += failure.kind().owner() == FailureKind.Owner.SUBTASK ? 1 : 0;
          if (failure.kind() == FailureKind.TRUNCATED && time == 1) {
            continue; // the engine gives it more room the second time
          }
          if (failure.kind().owner() == FailureKind.Owner.SUBTASK) {
            failures.add(failure.kind() + ": " + failure.message());
            return Map.of();
          }
          var wait = failure.retryAfter().orElse(SHORTEST_WAIT.multipliedBy(1L << (time - 1)));
          if (!isPassing(failure.kind()) || time == PATIENCE || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new TranslationJobsException(
                "engine " + engine.name() + " cannot be used: " + failure.message());
          }
          tasks.sleep(wait);
        }
      }
    }
  }

  private static boolean isPassing(FailureKind kind) {
    return kind == FailureKind.RATE_LIMITED || kind == FailureKind.UNAVAILABLE;
  }

  int requests() {
    return requests;
  }

  /** Of the requests: with a translation, or with the refusal of one. */
  int answered() {
    return answered;
  }

  Usage usage() {
    return usage;
  }

  List<String> failures() {
    return failures;
  }
}
