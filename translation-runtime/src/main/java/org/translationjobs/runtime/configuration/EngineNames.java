package org.translationjobs.runtime.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.translationjobs.core.run.Plan;

/** Which engines can be named. */
final class EngineNames {
  static final List<String> AVAILABLE = List.of("openai", "deepl", "libretranslate", "apertium",
      "pseudo", Plan.PLACEHOLDER);

  /** The first endpoint and the further ones. */
  static final List<String> OPENAI =
      Stream.concat(
          Stream.of("openai"), IntStream.rangeClosed(2, 9).mapToObj(n -> "openai-" + n))
          .toList();

  private EngineNames() {}

  static List<String> chain(Environment environment) {
    var value = environment.text(Variables.TRANSLATION_ENGINE).orElse("");
    if (value.isEmpty()) {
      return List.of();
    }
    var chain = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    for (var name : chain) {
      if (!AVAILABLE.contains(name) && !OPENAI.contains(name)) {
        throw refused(value, "");
      }
    }
    if (chain.contains(Plan.PLACEHOLDER) && chain.size() > 1) {
      throw refused(value, "; placeholder cannot be part of a chain");
    }
    if (chain.stream().distinct().count() < chain.size()) {
      throw refused(value, "; each engine once");
    }
    return chain;
  }

  static String allowed() {
    return "openai, deepl, libretranslate, apertium, pseudo, or several separated by commas; placeholder alone";
  }

  private static ConfigurationException refused(String value, String more) {
    return Environment.refused(Variables.TRANSLATION_ENGINE, value, allowed() + more);
  }
}
