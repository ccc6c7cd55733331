package org.translationjobs.core;

import org.jspecify.annotations.Nullable;

/**
 * A server or store behind a port did not answer, or answered that it cannot now. Whether a write
 * took effect is unknown. The caller may try again: every port's write is safe to repeat.
 */
public final class UnavailableException extends TranslationJobsException {
  private static final long serialVersionUID = 1;

  private final String what;

  /**
   * @param what
   *          the server or store in one word: {@code PostgreSQL}, {@code Redis}, {@code staging}
   */
  public UnavailableException(String what, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.what = what;
  }

  public String what() {
    return what;
  }
}
