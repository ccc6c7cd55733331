package org.translationjobs.quickstart;

/** Ends the quickstart with a message for a person and an exit code. */
final class QuickstartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  QuickstartException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  QuickstartException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
