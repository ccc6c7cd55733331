package org.translationjobs.runtime;

import org.translationjobs.runtime.configuration.Configuration;

/** Puts a {@link TranslationSystem} together. */
public final class TranslationSystemBuilder {
  TranslationSystemBuilder() {}

  TranslationSystemBuilder configuration(Configuration configuration) {
    return this;
  }

  public TranslationSystem build() {
    throw new UnsupportedOperationException("the adapters are not wired yet");
  }
}
