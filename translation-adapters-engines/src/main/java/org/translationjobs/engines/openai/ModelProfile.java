package org.translationjobs.engines.openai;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.engines.ApiError;

/**
 * What was learned about one model at one server, beginning with what its preset says. Thread-safe;
 * lost with the engine.
 */
final class ModelProfile {
  /** Answers in a row that were not in the form that was asked for, before a looser form is asked for. */
  static final int TOLERATED = 3;

  private static final int LARGEST_FACTOR = 16;

  /** By what the limit of an answer is raised, once. */
  private static final int RAISE = 4;
  private static final int MOST_CUT = 1_000;

  private OpenAiDialect dialect;
  private int misshapen;
  private int factor = 1;
  private final Set<EngineSegment> cut =
      Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<EngineSegment, Boolean> eldest) {
          return size() > MOST_CUT;
        }
      });

  ModelProfile(OpenAiDialect preset) {
    dialect = preset;
  }

  synchronized OpenAiDialect dialect() {
    return dialect;
  }

  /**
   * By what the estimated limit of the answer to these segments is multiplied: a model may think before
   * it answers, and where nothing of the last answer could be used the next one gets more room.
   */
  synchronized int factor(List<EngineSegment> segments) {
    return segments.stream().anyMatch(cut::contains) ? factor * RAISE : factor;
  }

  /** The answer to these segments reached its limit of that factor before the first was translated. */
  synchronized void wasCut(List<EngineSegment> segments, int limitedBy) {
    if (limitedBy > factor) {
      segments.forEach(cut::remove);
    } else {
      cut.addAll(segments);
    }
  }

  /** Whether a limit of that factor was more than usual; it is not tried again. */
  synchronized boolean wasRaised(List<EngineSegment> segments, int limitedBy) {
    return limitedBy > factor && segments.stream().filter(cut::remove).count() > 0;
  }

  /** The answer to these segments fitted under the limit of that factor, and under no smaller one. */
  synchronized void needs(List<EngineSegment> segments, int neededFactor) {
    segments.forEach(cut::remove);
    factor = Math.min(LARGEST_FACTOR, Math.max(factor, neededFactor));
  }

  /**
   * The server refused a request as it does not understand it.
   *
   * @param used
   *          how the request was made
   * @return whether asking again in another way may help
   */
  synchronized boolean learn(OpenAiDialect used, ApiError error) {
    var without = used.without(error);
    if (without.isPresent() && dialect.equals(used)) {
      dialect = without.get();
      misshapen = 0;
    }
    return without.isPresent() && !dialect.equals(used);
  }

  /**
   * A whole answer came.
   *
   * @param asked
   *          in which form
   * @return the form that is asked for from now on, when this answer changed it
   */
  synchronized Optional<AnswerForm> answered(AnswerForm asked, boolean inThatForm) {
    if (dialect.answerForm() != asked || !asked.isJson()) {
      return Optional.empty();
    }
    misshapen = inThatForm ? 0 : misshapen + 1;
    if (misshapen < TOLERATED) {
      return Optional.empty();
    }
    misshapen = 0;
    dialect = dialect.withAnswerForm(asked.looser());
    return Optional.of(dialect.answerForm());
  }
}
