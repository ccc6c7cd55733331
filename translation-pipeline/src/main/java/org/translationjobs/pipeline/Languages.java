package org.translationjobs.pipeline;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.translationjobs.core.job.LanguagePair;

/** What language tags tell. */
final class Languages {
  private static final Set<String> WITHOUT_FULL_STOP = Set.of("th", "lo", "km", "my");
  private static final Set<String> CAPITALISED_NOUNS = Set.of("de", "lb", "nds", "gsw");
  private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");
  private static final double CHINESE = 0.33;
  private static final double JAPANESE = 0.45;
  private static final double KOREAN = 0.5;
  private static final double SEMITIC = 0.8;

  private static final Map<String, Locale> LOCALES = new ConcurrentHashMap<>();

  private Languages() {}

  /** Each tag is parsed once: there are a few of them, and texts are many. */
  static Locale locale(String tag) {
    return LOCALES.computeIfAbsent(tag, t -> Locale.forLanguageTag(t.replace('_', '-')));
  }

  /** The primary language of a tag such as {@code pt-BR} or {@code zh_TW}. */
  static String primary(String tag) {
    var language = locale(tag).getLanguage();
    return language.isEmpty() ? tag.toLowerCase(Locale.ROOT) : language;
  }

  /** Whether a text of one is read as one of the other: the same language in the same script. */
  static boolean areOneWritten(LanguagePair languages) {
    return primary(languages.from()).equals(primary(languages.to()))
        && Scripts.of(languages.from()).equals(Scripts.of(languages.to()))
        && isTraditional(languages.from()) == isTraditional(languages.to());
  }

  /** Whether Chinese is written in traditional characters; by RFC 5646's script or by the region. */
  private static boolean isTraditional(String tag) {
    var locale = locale(tag);
    return primary(tag).equals("zh")
        && (locale.getScript().equals("Hant")
            || (locale.getScript().isEmpty() && TRADITIONAL.contains(locale.getCountry())));
  }

  /** Whether only names have capitals within a sentence, so that they can be told by them. */
  static boolean hasCapitalsForNames(String tag) {
    return !CAPITALISED_NOUNS.contains(primary(tag));
  }

  /** Whether sentences of a language end with a sign. */
  static boolean endsSentences(String tag) {
    return !WITHOUT_FULL_STOP.contains(primary(tag));
  }

  /** How many characters a translation has for each of its source's, on average. */
  static double lengthRatio(LanguagePair languages) {
    return density(primary(languages.to())) / density(primary(languages.from()));
  }

  /** Characters for what takes one in languages with an alphabet that writes vowels. */
  private static double density(String language) {
    return switch (language) {
      case "zh" -> CHINESE;
      case "ja" -> JAPANESE;
      case "ko" -> KOREAN;
      case "he", "iw", "yi", "ar", "fa", "ur" -> SEMITIC;
      default -> 1;
    };
  }
}
