package org.translationjobs.engines;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.translationjobs.core.job.LanguagePair;

/**
 * The languages that a LibreTranslate server has.
 *
 * @param targets
 *          for each source those into which it is translated
 */
record LibreTranslateLanguages(Map<String, Set<String>> targets)
    implements Pairs<LibreTranslateLanguages.Codes> {
  LibreTranslateLanguages {
    targets = Map.copyOf(targets);
  }

  /** What the server calls a pair. */
  record Codes(String source, String target) {}

  @Override
  public Optional<Codes> find(LanguagePair pair) {
    for (var source : codes(pair.from())) {
      var known = targets.getOrDefault(source, Set.of());
      for (var target : codes(pair.to())) {
        if (known.contains(target)) {
          return Optional.of(new Codes(source, target));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String missing(LanguagePair pair) {
    return "the LibreTranslate server does not translate " + pair + ", it has "
        + String.join(", ", new TreeMap<>(targets).keySet())
        + "; where it is yours, start it with --load-only and both languages";
  }

  /** The best code first; older servers have codes of their own. */
  private static List<String> codes(String tag) {
    var locale = LanguageTags.locale(tag);
    var language = locale.getLanguage();
    var codes = new LinkedHashSet<String>();
    switch (language) {
      case "zh" -> codes.addAll(
          LanguageTags.isTraditionalChinese(locale)
              ? List.of("zh-Hant", "zt")
              : List.of("zh-Hans", "zh"));
      case "no", "nb" -> codes.addAll(List.of("nb", "no"));
      default -> {
        if (!locale.getCountry().isEmpty()) {
          codes.add(language + "-" + locale.getCountry());
        }
        if (language.equals("pt") && locale.getCountry().equals("BR")) {
          codes.add("pb");
        }
        codes.add(language);
      }
    }
    return List.copyOf(codes);
  }
}
