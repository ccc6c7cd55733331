package org.translationjobs.runtime.tmx;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.runtime.tmx.TmxUnit.Variant;

/**
 * Which variants of a unit are the two languages of a job: tools write {@code EN-US}, {@code en_us} or
 * {@code eng} for what a job calls {@code en}. Pure.
 */
final class TmxLanguages {
  private static final Map<String, String> BY_THREE_LETTERS = byThreeLetters();
  private static final Map<String, String> CHINESE =
      Map.of(
          "zh-cn", "zh-hans-cn", "zh-sg", "zh-hans-sg", "zh-tw", "zh-hant-tw", "zh-hk",
          "zh-hant-hk", "zh-mo", "zh-hant-mo");
  private static final int SAME = 3;
  private static final int PART = 2;
  private static final int RELATED = 1;

  private TmxLanguages() {}

  private static Map<String, String> byThreeLetters() {
    var codes = new HashMap<String, String>();
    for (var language : Locale.getISOLanguages()) {
      try {
        codes.put(Locale.of(language).getISO3Language(), language);
      } catch (MissingResourceException e) {
        // one that has no code of three letters is not written with one
      }
    }
    return Map.copyOf(codes);
  }

  /** A source and a translation. */
  record Found(Variant source, Variant target) {
    /** Whether the file calls the languages as the job does, apart from case. */
    boolean isExact(LanguagePair languages) {
      return normal(source.lang()).equals(normal(languages.from()))
          && normal(target.lang()).equals(normal(languages.to()));
    }
  }

  /**
   * The best match for each language. A source may be of any region, because its text is compared
   * anyway; a translation only of a region or script that does not contradict the one asked for.
   */
  static Optional<Found> find(List<Variant> variants, LanguagePair languages) {
    var source = best(variants, languages.from(), RELATED);
    var target = best(variants, languages.to(), PART);
    return source.isPresent() && target.isPresent() && !source.equals(target)
        ? Optional.of(new Found(source.get(), target.get()))
        : Optional.empty();
  }

  private static Optional<Variant> best(List<Variant> variants, String wanted, int atLeast) {
    Variant best = null;
    var rank = atLeast - 1;
    for (var variant : variants) {
      var closeness = closeness(normal(variant.lang()), normal(wanted));
      if (closeness > rank) {
        best = variant;
        rank = closeness;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int closeness(String one, String other) {
    if (one.equals(other)) {
      return SAME;
    }
    if (one.startsWith(other + "-") || other.startsWith(one + "-")) {
      return PART;
    }
    return language(one).equals(language(other)) ? RELATED : 0;
  }

  private static String language(String tag) {
    return tag.contains("-") ? tag.substring(0, tag.indexOf('-')) : tag;
  }

  /** In lower case with hyphens, the language of two letters where there are any. */
  static String normal(String tag) {
    var plain = tag.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    var language = language(plain);
    var normal =
        BY_THREE_LETTERS.getOrDefault(language, language) + plain.substring(language.length());
    return CHINESE.getOrDefault(normal, normal);
  }
}
