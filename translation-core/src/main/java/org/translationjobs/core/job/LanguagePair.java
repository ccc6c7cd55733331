package org.translationjobs.core.job;

import java.util.Locale;

/**
 * From which language into which, as BCP 47 tags written the way the job's row has them.
 *
 * <p>
 * The tags are compared with the content tables' {@code lang} column as they are; only the check for
 * equal languages ignores case.
 */
public record LanguagePair(String from, String to) {
  public LanguagePair {
    if (from.isBlank() || to.isBlank()) {
      throw new IllegalArgumentException(
          "a language pair needs two languages, got '" + from + "' and '" + to + "'");
    }
  }

  public static LanguagePair of(String from, String to) {
    return new LanguagePair(from, to);
  }

  /** Whether both sides name the same language, ignoring case. */
  public boolean sameLanguage() {
    return from.toLowerCase(Locale.ROOT).equals(to.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return from + "→" + to;
  }
}
