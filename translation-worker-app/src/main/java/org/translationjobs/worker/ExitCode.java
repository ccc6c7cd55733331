package org.translationjobs.worker;

/** How the program ends; docs/deployment.md lists them. */
final class ExitCode {
  /** Stopped in order. */
  static final int OK = 0;
  /** Something unexpected, a port that is taken, or a stop that took too long. */
  static final int FAILURE = 1;
  /** The configuration is wrong: starting again will not help. */
  static final int CONFIGURATION = 2;

  private ExitCode() {}

  /** What a shell expects of a program that a signal ended. */
  static int ofSignal(int number) {
    return 128 + number;
  }
}
