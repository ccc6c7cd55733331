package org.translationjobs.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.job.LanguagePair;

/**
 * The languages that DeepL has, by its codes: upper case, the target in variants.
 */
record DeepLLanguages(Set<String> sources, Set<String> targets)
    implements Pairs<DeepLLanguages.Codes> {
  private static final Map<String, String> OTHER_NAMES =
      Map.of("NO", "NB", "NN", "NB", "IW", "HE", "IN", "ID", "FIL", "TL");
  private static final Set<String> BRITISH = Set.of("GB", "AU", "NZ", "IE", "ZA", "IN");

  DeepLLanguages {
    sources = Set.copyOf(sources);
    targets = Set.copyOf(targets);
  }

  /** What DeepL calls a pair. */
  record Codes(String source, String target) {}

  @Override
  public Optional<Codes> find(LanguagePair pair) {
    var source = base(LanguageTags.locale(pair.from()));
    return sources.contains(source)
        ? targets(pair.to()).stream()
            .filter(targets::contains)
            .findFirst()
            .map(target -> new Codes(source, target))
        : Optional.empty();
  }

  @Override
  public String missing(LanguagePair pair) {
    return "DeepL does not translate " + pair + ": it takes "
        + String.join(", ", sources.stream().sorted().toList()) + " and gives "
        + String.join(", ", targets.stream().sorted().toList());
  }

  private static String base(Locale locale) {
    var language = locale.getLanguage().toUpperCase(Locale.ROOT);
    return OTHER_NAMES.getOrDefault(language, language);
  }

  /** The best code first. Traditional Chinese is never answered with simplified. */
  private static List<String> targets(String tag) {
    var locale = LanguageTags.locale(tag);
    var base = base(locale);
    var country = locale.getCountry();
    var codes = new ArrayList<String>();
    if (!country.isEmpty()) {
      codes.add(base + "-" + country);
    }
    switch (base) {
      case "ZH" -> codes.addAll(
          LanguageTags.isTraditionalChinese(locale)
              ? List.of("ZH-HANT")
              : List.of("ZH-HANS", "ZH"));
      case "EN" -> codes.addAll(
          BRITISH.contains(country) ? List.of("EN-GB", "EN-US") : List.of("EN-US", "EN-GB"));
      case "PT" -> codes.addAll(
          country.isEmpty() || country.equals("BR")
              ? List.of("PT-BR", "PT-PT")
              : List.of("PT-PT", "PT-BR"));
      case "ES" -> codes.addAll(
          country.isEmpty() || country.equals("ES") ? List.of("ES") : List.of("ES-419", "ES"));
      default -> codes.add(base);
    }
    return codes;
  }
}
