package org.translationjobs.core.diagnosis;

/**
 * One thing that a check found.
 *
 * @param subject
 *          what was looked at, in a word or two
 * @param cure
 *          what to do; empty when nothing has to be done
 */
public record Finding(Severity severity, String subject, String message, String cure) {
  public static Finding ok(String subject, String message) {
    return new Finding(Severity.OK, subject, message, "");
  }

  public static Finding warning(String subject, String message, String cure) {
    return new Finding(Severity.WARNING, subject, message, cure);
  }

  public static Finding error(String subject, String message, String cure) {
    return new Finding(Severity.ERROR, subject, message, cure);
  }

  /** How bad it is. */
  public enum Severity {
    OK,
    /** Works, but not as well or as safely as it could. */
    WARNING,
    /** Jobs cannot run as they are meant to. */
    ERROR
  }
}
