package org.translationjobs.core;

import org.jspecify.annotations.Nullable;

/** Root of what this product throws on its own account; its message says what happened and what to do. */
public class TranslationJobsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TranslationJobsException(String message) {
    super(message);
  }

  public TranslationJobsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
