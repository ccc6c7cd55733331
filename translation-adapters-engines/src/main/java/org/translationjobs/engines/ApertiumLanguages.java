package org.translationjobs.engines;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;

/** Which codes Apertium may have for a BCP 47 language tag. */
final class ApertiumLanguages {
  /** Languages that Apertium files under another code than ISO 639-3's for the tag. */
  private static final Map<String, List<String>> ALSO =
      Map.of(
          "srp", List.of("hbs"), "hrv", List.of("hbs"), "bos", List.of("hbs"),
          "nor", List.of("nob"), "zho", List.of("cmn"), "msa", List.of("zlm"),
          "fas", List.of("pes"), "ara", List.of("arb"), "lav", List.of("lvs"),
          "est", List.of("ekk"));

  private ApertiumLanguages() {}

  /** The best code first: {@code en-GB} is {@code eng_GB}, then {@code eng}, then {@code en}. */
  static List<String> codes(String tag) {
    var locale = Locale.forLanguageTag(tag.replace('_', '-'));
    var bases = new LinkedHashSet<String>();
    var base = iso3(locale);
    bases.add(base);
    bases.addAll(ALSO.getOrDefault(base, List.of()));
    bases.add(locale.getLanguage());
    var codes = new LinkedHashSet<String>();
    for (var code : bases) {
      if (!locale.getCountry().isEmpty()) {
        codes.add(code + "_" + locale.getCountry());
      }
    }
    codes.addAll(bases);
    codes.remove("");
    return List.copyOf(codes);
  }

  /** The plain ISO 639-3 code, by which Debian's packages are named. */
  static String iso3(String tag) {
    return iso3(Locale.forLanguageTag(tag.replace('_', '-')));
  }

  private static String iso3(Locale locale) {
    try {
      return locale.getISO3Language();
    } catch (MissingResourceException e) {
      return locale.getLanguage();
    }
  }
}
