package org.translationjobs.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of one call of an engine. */
public sealed interface EngineReply {
  /** The engine answered; whether the answer is any good is for the caller to check. */
  record Translated(List<EngineSegment> segments, Usage usage) implements EngineReply {
    public Translated {
      segments = List.copyOf(segments);
    }
  }

  /**
   * The engine did not answer with a translation.
   *
   * @param message
   *          one line without secrets, saying what to do where something can be done
   * @param retryAfter
   *          the wait that the engine asked for
   * @param usage
   *          what the engine counted all the same
   */
  record Failure(
      FailureKind kind, String message, Optional<Duration> retryAfter, Usage usage)
      implements EngineReply {
    public Failure(FailureKind kind, String message, Optional<Duration> retryAfter) {
      this(kind, message, retryAfter, Usage.NONE);
    }

    /** The same failure of calls that used this. */
    public Failure after(Usage used) {
      return new Failure(kind, message, retryAfter, used);
    }

    public static Failure of(FailureKind kind, String message) {
      return new Failure(kind, message, Optional.empty());
    }
  }
}
