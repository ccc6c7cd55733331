package org.translationjobs.runtime.events;

import java.time.Duration;
import java.util.Locale;
import org.translationjobs.core.text.OneLine;
import org.translationjobs.core.work.WorkItem;
import org.translationjobs.runtime.configuration.Secrets;

/** Forms of words for log lines. */
public final class Wording {
  private static final int LONGEST = 1_000;

  private Wording() {}

  /** {@code 340 ms}, {@code 1.24 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
  public static String duration(Duration time) {
    var millis = time.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
    }
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  /** One line of bounded length without passwords. */
  public static String line(String text) {
    return OneLine.of(Secrets.maskText(text), LONGEST);
  }

  /** {@code SomeException: its message}, or the message alone where that says enough. */
  public static String cause(Throwable cause) {
    var message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : line(
            cause instanceof org.translationjobs.core.TranslationJobsException
                ? message
                : cause.getClass().getSimpleName() + ": " + message);
  }

  static String subtask(WorkItem item) {
    return item.entityName() + " (subtask " + item.subtask() + ")";
  }
}
