package org.translationjobs.runtime.configuration;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.translationjobs.engines.openai.OpenAiDialect;
import org.translationjobs.engines.openai.OpenAiSettings;

/** Reads what the engine {@code openai} is told. */
final class OpenAiConfiguration {
  private static final URI OPENAI = URI.create("https://api.openai.com/v1");

  private OpenAiConfiguration() {}

  /** Only where the engine is in the chain: otherwise the model need not be set. */
  static OpenAiSettings read(Environment environment) {
    var url = environment.httpUrl(Variables.OPENAI_BASE_URL).orElse(OPENAI);
    var model =
        environment.text(Variables.OPENAI_MODEL)
            .orElseThrow(
                () -> new ConfigurationException(
                    Variables.OPENAI_MODEL.name(),
                    "OPENAI_MODEL is not set; allowed: the name of a model that " + url.getHost()
                        + " has"));
    return new OpenAiSettings(
        url, keys(environment), model, temperature(environment), dialect(environment, url),
        RateLimitConfiguration.read(
            environment, Variables.OPENAI_REQUESTS_PER_MINUTE,
            Variables.OPENAI_TOKENS_PER_MINUTE));
  }

  private static List<String> keys(Environment environment) {
    var value = environment.text(Variables.OPENAI_API_KEY, "");
    var keys =
        Arrays.stream(value.split(",", -1)).map(String::strip).filter(k -> !k.isEmpty()).toList();
    if (!keys.stream().allMatch(OpenAiSettings::isKey)) {
      throw Environment.refused(
          Variables.OPENAI_API_KEY, value,
          "one or several keys separated by commas, of letters, digits and signs alone");
    }
    return keys;
  }

  private static OptionalDouble temperature(Environment environment) {
    var value = environment.text(Variables.OPENAI_TEMPERATURE);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!value.get().matches("[01](\\.\\d{1,3})?|2(\\.0{1,3})?")) {
      throw Environment.refused(
          Variables.OPENAI_TEMPERATURE, value.get(), "a number from 0 to 2, for example 0.3");
    }
    return OptionalDouble.of(Double.parseDouble(value.get()));
  }

  private static OpenAiDialect dialect(Environment environment, URI url) {
    var value = environment.text(Variables.OPENAI_DIALECT);
    return value.isEmpty()
        ? OpenAiSettings.defaultDialect(url)
        : OpenAiDialect.named(value.get())
            .orElseThrow(
                () -> Environment.refused(
                    Variables.OPENAI_DIALECT, value.get(), OpenAiDialect.names()));
  }
}
