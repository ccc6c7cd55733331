package org.translationjobs.cli;

/** Ends a command with one line for a person and an exit code. */
public final class CliFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  public CliFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public static CliFailure usage(String message) {
    return new CliFailure(ExitCode.USAGE, message);
  }

  public static CliFailure notFound(String message) {
    return new CliFailure(ExitCode.NOT_FOUND, message);
  }

  public static CliFailure refused(String message) {
    return new CliFailure(ExitCode.REFUSED, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
