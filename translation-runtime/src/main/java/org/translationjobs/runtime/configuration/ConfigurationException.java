package org.translationjobs.runtime.configuration;

import org.translationjobs.core.TranslationJobsException;

/** A variable is missing or has a value that is not allowed; the message is one line for a person. */
public final class ConfigurationException extends TranslationJobsException {
  private static final long serialVersionUID = 1;

  private final String variable;

  public ConfigurationException(String variable, String message) {
    super(message);
    this.variable = variable;
  }

  /** Which variable it is about. */
  public String variable() {
    return variable;
  }
}
