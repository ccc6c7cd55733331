package org.translationjobs.runtime.configuration;

import java.util.Locale;

/**
 * A documented environment variable.
 *
 * @param defaultText
 *          what holds when it is not set, for people; empty when nothing does
 * @param secret
 *          whether its value is never shown, and can come from the file that {@code <name>_FILE}
 *          names
 */
public record Variable(String name, String meaning, String defaultText, boolean secret) {
  static Variable of(String name, String defaultText, String meaning) {
    return new Variable(name, meaning, defaultText, false);
  }

  static Variable secret(String name, String meaning) {
    return new Variable(name, meaning, "", true);
  }

  /**
   * The same variable of a further OpenAI-compatible endpoint.
   *
   * @param engine
   *          {@code openai} for this one itself, or for example {@code openai-2}
   */
  Variable ofEndpoint(String engine) {
    var prefix = engine.toUpperCase(Locale.ROOT).replace('-', '_');
    return new Variable(name.replace("OPENAI", prefix), meaning, defaultText, secret);
  }

  /** The variable that names a file with the value. */
  public String fileName() {
    return name + "_FILE";
  }
}
