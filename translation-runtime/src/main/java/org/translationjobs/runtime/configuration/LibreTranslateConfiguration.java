package org.translationjobs.runtime.configuration;

import java.net.URI;
import org.translationjobs.engines.openai.OpenAiSettings;

/**
 * What the engine {@code libretranslate} is told.
 *
 * @param key
 *          empty for a server that wants none
 * @param requestsPerMinute
 *          from this process at most, each paragraph counting as one
 */
public record LibreTranslateConfiguration(URI server, String key, int requestsPerMinute) {
  /** Only where the engine is in the chain: otherwise no server need be set. */
  static LibreTranslateConfiguration read(Environment environment) {
    var server =
        environment.httpUrl(Variables.LIBRETRANSLATE_URL)
            .orElseThrow(
                () -> new ConfigurationException(
                    Variables.LIBRETRANSLATE_URL.name(),
                    "LIBRETRANSLATE_URL is not set; allowed: http://host:port or"
                        + " https://host:port"));
    var key = environment.text(Variables.LIBRETRANSLATE_API_KEY, "").strip();
    if (!key.isEmpty() && !OpenAiSettings.isKey(key)) {
      throw Environment.refused(
          Variables.LIBRETRANSLATE_API_KEY, key, "a key of letters, digits and signs alone");
    }
    return new LibreTranslateConfiguration(
        server, key,
        environment.integer(
            Variables.LIBRETRANSLATE_REQUESTS_PER_MINUTE, Integer.MAX_VALUE, 1,
            Integer.MAX_VALUE));
  }
}
