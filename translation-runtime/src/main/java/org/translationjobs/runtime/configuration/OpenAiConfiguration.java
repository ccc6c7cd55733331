package org.translationjobs.runtime.configuration;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.translationjobs.engines.openai.OpenAiDialect;
import org.translationjobs.engines.openai.OpenAiSettings;
import org.translationjobs.engines.openai.RequestSize;

/** Reads what the OpenAI-compatible endpoints are told. */
final class OpenAiConfiguration {
  private static final URI OPENAI = URI.create("https://api.openai.com/v1");

  private OpenAiConfiguration() {}

  /**
   * Only where the engine is in the chain: otherwise the model need not be set.
   *
   * @param engine
   *          {@code openai}, or {@code openai-2} to {@code openai-9}
   */
  static OpenAiSettings read(Environment environment, String engine) {
    var url = environment.httpUrl(Variables.OPENAI_BASE_URL.ofEndpoint(engine)).orElse(OPENAI);
    var model =
        environment.text(Variables.OPENAI_MODEL.ofEndpoint(engine))
            .orElseThrow(
                () -> new ConfigurationException(
                    Variables.OPENAI_MODEL.ofEndpoint(engine).name(),
                    Variables.OPENAI_MODEL.ofEndpoint(engine).name()
                        + " is not set; allowed: the name of a model that " + url.getHost()
                        + " has"));
    return new OpenAiSettings(
        engine, url, keys(environment, engine), model, temperature(environment, engine),
        dialect(environment, engine, url),
        RateLimitConfiguration.read(
            environment, Variables.OPENAI_REQUESTS_PER_MINUTE.ofEndpoint(engine),
            Variables.OPENAI_TOKENS_PER_MINUTE.ofEndpoint(engine)),
        size(environment, engine));
  }

  private static RequestSize size(Environment environment, String engine) {
    return new RequestSize(
        environment.integer(
            Variables.OPENAI_MAX_SEGMENTS.ofEndpoint(engine), RequestSize.DEFAULT.segments(), 1,
            RequestSize.MOST_SEGMENTS),
        environment.integer(
            Variables.OPENAI_MAX_CHARACTERS.ofEndpoint(engine), RequestSize.DEFAULT.characters(),
            RequestSize.LEAST_CHARACTERS, RequestSize.MOST_CHARACTERS));
  }

  private static List<String> keys(Environment environment, String engine) {
    var value = environment.text(Variables.OPENAI_API_KEY.ofEndpoint(engine), "");
    var keys =
        Arrays.stream(value.split(",", -1)).map(String::strip).filter(k -> !k.isEmpty()).toList();
    if (!keys.stream().allMatch(OpenAiSettings::isKey)) {
      throw Environment.refused(
          Variables.OPENAI_API_KEY.ofEndpoint(engine), value,
          "one or several keys separated by commas, of letters, digits and signs alone");
    }
    return keys;
  }

  private static OptionalDouble temperature(Environment environment, String engine) {
    var value = environment.text(Variables.OPENAI_TEMPERATURE.ofEndpoint(engine));
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!value.get().matches("[01](\\.\\d{1,3})?|2(\\.0{1,3})?")) {
      throw Environment.refused(
          Variables.OPENAI_TEMPERATURE.ofEndpoint(engine), value.get(),
          "a number from 0 to 2, for example 0.3");
    }
    return OptionalDouble.of(Double.parseDouble(value.get()));
  }

  private static OpenAiDialect dialect(Environment environment, String engine, URI url) {
    var value = environment.text(Variables.OPENAI_DIALECT.ofEndpoint(engine));
    return value.isEmpty()
        ? OpenAiSettings.defaultDialect(url)
        : OpenAiDialect.named(value.get())
            .orElseThrow(
                () -> Environment.refused(
                    Variables.OPENAI_DIALECT.ofEndpoint(engine), value.get(), OpenAiDialect
                        .names()));
  }
}
