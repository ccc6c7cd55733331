package org.translationjobs.core.job;

import java.util.Locale;

/**
 * From which language into which, as BCP 47 tags written the way the job's row has them.
 *
 * <p>
 * The tags are compared with the content tables' {@code lang} column as they are; only the check for
 * equal languages ignores case. The constructor takes what a row has, even where that is blank.
 */
public record LanguagePair(String from, String to) {
  /**
   * A pair that somebody asks for.
   *
   * @throws IllegalArgumentException
   *           where one is blank
   */
  public static LanguagePair of(String from, String to) {
    var pair = new LanguagePair(from, to);
    if (pair.isIncomplete()) {
      throw new IllegalArgumentException(
          "a language pair needs two languages, got '" + from + "' and '" + to + "'");
    }
    return pair;
  }

  /** Whether one of them is blank: nothing can be translated. */
  public boolean isIncomplete() {
    return from.isBlank() || to.isBlank();
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
