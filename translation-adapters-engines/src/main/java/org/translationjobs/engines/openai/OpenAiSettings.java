package org.translationjobs.engines.openai;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.translationjobs.core.engine.RateLimit;

/**
 * An OpenAI-compatible endpoint.
 *
 * @param name
 *          of its engine: {@code openai}, and {@code openai-2} to {@code openai-9} for further endpoints
 * @param baseUrl
 *          what stands before {@code /chat/completions}, for example {@code https://api.openai.com/v1}
 * @param keys
 *          the first choice first; none for a server that wants none
 * @param model
 *          unless the plan says another
 * @param temperature
 *          from 0 to 2; empty for the server's own; unless the plan says another
 * @param limit
 *          of each key
 * @param size
 *          of a request
 */
public record OpenAiSettings(
    String name, URI baseUrl, List<String> keys, String model, OptionalDouble temperature,
    OpenAiDialect dialect, RateLimit limit, RequestSize size) {
  private static final String OPENAI_HOST = "api.openai.com";

  /**
   * @throws IllegalArgumentException
   *           for another name, a URL that is not HTTP, a blank model, a temperature out of range, or a key that no
   *           HTTP header can hold; it never shows a key
   */
  public OpenAiSettings {
    keys = List.copyOf(keys);
    if (!name.matches("openai(-[2-9])?")) {
      throw new IllegalArgumentException(
          "OpenAI-compatible endpoints are called openai, openai-2 … openai-9");
    }
    if (baseUrl.getHost() == null || !Set.of("http", "https").contains(baseUrl.getScheme())) {
      throw new IllegalArgumentException(
          "the base URL of an OpenAI-compatible server is http:// or https://");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("a model is needed");
    }
    if (temperature.isPresent()
        && !(temperature.getAsDouble() >= 0 && temperature.getAsDouble() <= 2)) {
      throw new IllegalArgumentException(
          "a temperature is from 0 to 2, got " + temperature.getAsDouble());
    }
    if (!keys.stream().allMatch(OpenAiSettings::isKey)) {
      throw new IllegalArgumentException("a key is made of letters, digits and signs alone");
    }
  }

  /** With requests of the default size. */
  public OpenAiSettings(
      String name, URI baseUrl, List<String> keys, String model, OptionalDouble temperature,
      OpenAiDialect dialect, RateLimit limit) {
    this(name, baseUrl, keys, model, temperature, dialect, limit, RequestSize.DEFAULT);
  }

  /** The engine {@code openai}, without a limit. */
  public OpenAiSettings(
      URI baseUrl, List<String> keys, String model, OptionalDouble temperature,
      OpenAiDialect dialect) {
    this(
        OpenAiEngine.NAME, baseUrl, keys, model, temperature, dialect, RateLimit.NONE);
  }

  public OpenAiSettings withLimit(RateLimit other) {
    return new OpenAiSettings(name, baseUrl, keys, model, temperature, dialect, other, size);
  }

  public OpenAiSettings withName(String other) {
    return new OpenAiSettings(other, baseUrl, keys, model, temperature, dialect, limit, size);
  }

  public OpenAiSettings withSize(RequestSize other) {
    return new OpenAiSettings(
        name, baseUrl, keys, model, temperature, dialect, limit, other);
  }

  /** With what the environment variables about it begin. */
  String variables() {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Whether an HTTP header can hold it. */
  public static boolean isKey(String key) {
    return key.matches("[!-~]+");
  }

  /** With the dialect that fits the host: OpenAI's own, or the careful one. */
  public static OpenAiSettings of(URI baseUrl, List<String> keys, String model) {
    return new OpenAiSettings(
        baseUrl, keys, model, OptionalDouble.empty(), defaultDialect(baseUrl));
  }

  public static OpenAiDialect defaultDialect(URI baseUrl) {
    return Optional.ofNullable(baseUrl.getHost()).filter(OPENAI_HOST::equals).isPresent()
        ? OpenAiDialect.OPENAI
        : OpenAiDialect.GENERIC;
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "OpenAiSettings[name=" + name + ", baseUrl=" + baseUrl + ", keys=" + keys.size()
        + ", model=" + model
        + ", temperature=" + temperature + ", dialect=" + dialect.name() + ", limit="
        + limit + ", size=" + size + "]";
  }
}
