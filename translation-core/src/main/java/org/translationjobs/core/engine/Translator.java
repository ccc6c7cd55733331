package org.translationjobs.core.engine;

import java.util.List;
import org.translationjobs.core.text.TranslatedText;

/**
 * What the worker asks for: one source text under one plan. Implementations are thread-safe and keep
 * nothing between calls that changes a result.
 */
public interface Translator {
  /**
   * Translates a text by the engines of the plan.
   *
   * @param calls
   *          through which every engine call has to go
   * @throws InterruptedException
   *           as soon as the calling task is interrupted
   */
  Translation translate(Assignment assignment, EngineCalls calls) throws InterruptedException;

  /** What came of it. */
  sealed interface Translation {
    /**
     * Every segment of the source has exactly one accepted counterpart.
     *
     * @param engine
     *          which engine translated it; several are joined by {@code +}
     * @param warnings
     *          what a person might want to look at, kept with the result
     */
    record Accepted(TranslatedText text, String engine, List<String> warnings, Usage usage)
        implements Translation {
      public Accepted {
        warnings = List.copyOf(warnings);
      }
    }

    /**
     * The subtask's own failure: this text could not be translated acceptably.
     *
     * @param reason
     *          names the field and segment and what was wrong
     * @param permanent
     *          whether trying again cannot help
     */
    record Rejected(String reason, boolean permanent, Usage usage) implements Translation {}

    /** The failure of every engine of the chain that could have gone on: nobody's attempt is spent. */
    record EngineDown(String engine, EngineReply.Failure failure, Usage usage)
        implements Translation {}
  }
}
