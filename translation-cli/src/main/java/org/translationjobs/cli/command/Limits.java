package org.translationjobs.cli.command;

import org.translationjobs.cli.CliFailure;

final class Limits {
  private static final int MOST = 100_000;

  private Limits() {}

  static void check(int limit) {
    if (limit < 1 || limit > MOST) {
      throw CliFailure.usage("--limit is " + limit + "; allowed: 1 to " + MOST);
    }
  }
}
