package org.translationjobs.cli.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Points in time for people, in UTC. */
final class Times {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Times() {}

  static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  /** The same of text in ISO 8601, or the text itself. */
  static String minute(String text) {
    try {
      return minute(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return text.isEmpty() ? "-" : text;
    }
  }

  static String second(Instant instant) {
    return SECOND.format(instant);
  }
}
