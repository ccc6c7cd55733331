package org.translationjobs.engines;

import java.util.Locale;
import java.util.Set;

/** Reads the language tags of jobs. */
final class LanguageTags {
  private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

  private LanguageTags() {}

  /** {@code pt_BR} is {@code pt-BR}. */
  static Locale locale(String tag) {
    return Locale.forLanguageTag(tag.replace('_', '-'));
  }

  /** By the script where the tag names one, else by the country. */
  static boolean isTraditionalChinese(Locale locale) {
    return locale.getLanguage().equals("zh")
        && (locale.getScript().isEmpty()
            ? TRADITIONAL.contains(locale.getCountry())
            : locale.getScript().equals("Hant"));
  }
}
