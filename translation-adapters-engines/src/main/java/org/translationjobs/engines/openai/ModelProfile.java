package org.translationjobs.engines.openai;

import java.util.Optional;
import org.translationjobs.engines.ApiError;

/**
 * What was learned about one model at one server, beginning with what its preset says. Thread-safe;
 * lost with the engine.
 */
final class ModelProfile {
  /** Answers in a row that were not in the form that was asked for, before a looser form is asked for. */
  static final int TOLERATED = 3;

  private static final int LARGEST_FACTOR = 16;

  private OpenAiDialect dialect;
  private int misshapen;
  private int factor = 1;

  ModelProfile(OpenAiDialect preset) {
    dialect = preset;
  }

  synchronized OpenAiDialect dialect() {
    return dialect;
  }

  /** By what the estimated limit of an answer is multiplied: a model may think before it answers. */
  synchronized int factor() {
    return factor;
  }

  /** An answer fitted under the limit of that factor, and under no smaller one. */
  synchronized void needs(int neededFactor) {
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
