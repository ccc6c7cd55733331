package org.translationjobs.runtime.configuration;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.engines.openai.OpenAiSettings;

/**
 * What the engine {@code deepl} is told.
 *
 * @param keys
 *          at least one, the first choice first
 * @param server
 *          empty for the address where keys of their form belong
 * @param limit
 *          of each key
 */
public record DeepLConfiguration(List<String> keys, Optional<URI> server, RateLimit limit) {
  public DeepLConfiguration {
    keys = List.copyOf(keys);
  }

  /** Only where the engine is in the chain: otherwise no key need be set. */
  static DeepLConfiguration read(Environment environment) {
    var value = environment.text(Variables.DEEPL_API_KEY, "");
    var keys =
        Arrays.stream(value.split(",", -1)).map(String::strip).filter(k -> !k.isEmpty()).toList();
    if (keys.isEmpty()) {
      throw new ConfigurationException(
          Variables.DEEPL_API_KEY.name(),
          "DEEPL_API_KEY is not set; allowed: one or several keys separated by commas");
    }
    if (!keys.stream().allMatch(OpenAiSettings::isKey)) {
      throw Environment.refused(
          Variables.DEEPL_API_KEY, value,
          "one or several keys separated by commas, of letters, digits and signs alone");
    }
    return new DeepLConfiguration(
        keys, environment.httpUrl(Variables.DEEPL_BASE_URL),
        RateLimitConfiguration.read(environment, Variables.DEEPL_REQUESTS_PER_MINUTE));
  }
}
