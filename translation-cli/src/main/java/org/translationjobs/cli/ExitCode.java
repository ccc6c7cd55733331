package org.translationjobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the process ends with; scripts rely on it. */
public final class ExitCode {
  public static final int OK = 0;
  /** The job ended FAILED or CANCELLED; doctor found an error. */
  public static final int FAILED = 1;
  /** Wrong usage or configuration, or a question that nobody could answer. */
  public static final int USAGE = 2;
  public static final int NOT_FOUND = 3;
  /** What was asked for cannot be done in this state. */
  public static final int REFUSED = 4;
  /** A server or the staging store cannot be reached. */
  public static final int UNAVAILABLE = 69;
  /** A bug of this program. */
  public static final int INTERNAL = 70;
  /** Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** Every code and its meaning, for help. */
  public static Map<String, String> meanings() {
    var meanings = new LinkedHashMap<String, String>();
    meanings.put("0", "ok");
    meanings.put("1", "the job ended FAILED or CANCELLED; doctor found an error");
    meanings.put("2", "wrong usage or configuration; not confirmed");
    meanings.put("3", "not found: no such job, subtask or novel");
    meanings.put("4", "refused in this state, for example a job under way elsewhere");
    meanings.put("69", "PostgreSQL, Redis or the staging store cannot be reached");
    meanings.put("70", "a bug in this program; --debug shows where");
    meanings.put("130", "interrupted by Ctrl-C (143 by SIGTERM, 129 by a closed terminal)");
    return meanings;
  }
}
