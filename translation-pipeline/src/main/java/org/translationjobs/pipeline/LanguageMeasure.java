package org.translationjobs.pipeline;

import java.util.Locale;
import java.util.Map;
import org.translationjobs.core.text.TokenEstimate;

/**
 * How long texts are in a language and how many tokens they make. English and Spanish are measured on
 * a novel each, with the vocabulary {@code o200k_base}; the others are guesses that are rather too
 * high.
 *
 * @param tokens
 *          of 100 characters
 * @param characters
 *          that say what 100 characters say in English
 */
record LanguageMeasure(double tokens, double characters) {
  private static final Map<String, LanguageMeasure> KNOWN =
      Map.ofEntries(
          Map.entry("en", new LanguageMeasure(23, 100)),
          Map.entry("es", new LanguageMeasure(25, 100)),
          Map.entry("fr", new LanguageMeasure(27, 115)),
          Map.entry("de", new LanguageMeasure(27, 115)),
          Map.entry("it", new LanguageMeasure(28, 110)),
          Map.entry("pt", new LanguageMeasure(27, 108)),
          Map.entry("ru", new LanguageMeasure(33, 105)),
          Map.entry("zh", new LanguageMeasure(85, 35)),
          Map.entry("ja", new LanguageMeasure(85, 50)),
          Map.entry("ko", new LanguageMeasure(70, 55)));

  private static final LanguageMeasure OTHER = new LanguageMeasure(35, 110);

  /** @param tag of a language, such as {@code en} or {@code pt-BR} */
  static LanguageMeasure of(String tag) {
    var language = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    return KNOWN.getOrDefault(language, OTHER);
  }

  /** Never more than the estimate that reservations are made with. */
  double tokensOf(String text) {
    return Math.min(TokenEstimate.of(text), text.length() * tokens / 100);
  }

  /** What a text of this language becomes in another, in its tokens. */
  double tokensIn(LanguageMeasure target, String text) {
    return text.length() * target.characters / characters * target.tokens / 100;
  }
}
