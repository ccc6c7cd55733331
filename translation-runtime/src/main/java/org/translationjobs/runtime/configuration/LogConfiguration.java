package org.translationjobs.runtime.configuration;

/** How the runners log. */
public record LogConfiguration(Format format, Level level) {
  /** One line or one JSON object for each event. */
  public enum Format {
    TEXT, JSON
  }

  /** What is worth a line. */
  public enum Level {
    ERROR, WARN, INFO, DEBUG
  }
}
