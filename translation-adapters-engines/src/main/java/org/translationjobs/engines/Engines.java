package org.translationjobs.engines;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.engines.openai.OpenAiEngine;
import org.translationjobs.engines.openai.OpenAiSettings;
import org.translationjobs.engines.openai.Prompt;

/**
 * Makes the engines of this module. Each is thread-safe; one that holds processes or connections is
 * {@link AutoCloseable} and gives them back when closed.
 */
public final class Engines {
  private Engines() {}

  /**
   * The engine {@code placeholder}: answers {@code [<target language>] <text>} for each whole field.
   * It stands outside the pipeline.
   */
  public static Translator placeholder(Tasks tasks) {
    return new PlaceholderTranslator(tasks);
  }

  /** What plans say to the placeholder, so that each text takes so long; nothing for no time. */
  public static Map<String, Map<String, String>> placeholderParameters(Duration latency) {
    return latency.isZero()
        ? Map.of()
        : Map.of(
            Plan.PLACEHOLDER,
            Map.of(PlaceholderTranslator.LATENCY, Long.toString(latency.toMillis())));
  }

  /** The engine {@code pseudo}: accented look-alikes of every letter, between any languages. */
  public static TranslationEngine pseudo() {
    return new PseudoEngine();
  }

  /** The engine {@code apertium} by its program on this machine; {@link AutoCloseable}. */
  public static TranslationEngine apertium() {
    return new ApertiumCliEngine(List.of("apertium"));
  }

  /** The engine {@code apertium} by an APY server; {@link AutoCloseable}. */
  public static TranslationEngine apertium(URI server) {
    return new ApertiumHttpEngine(server);
  }

  /**
   * The engine {@code deepl}; {@link AutoCloseable}.
   *
   * @param keys
   *          at least one, the first choice first
   * @param server
   *          with or without {@code /v2}; empty for the address where keys of their form belong
   * @throws IllegalArgumentException
   *           without a key, or when one cannot stand in a header; the message is without it
   */
  public static TranslationEngine deepL(
      List<String> keys, Optional<URI> server, KeyLimits limits) {
    return new DeepLEngine(keys, server, limits);
  }

  /**
   * The engine {@code libretranslate} by its server; {@link AutoCloseable}.
   *
   * @param key
   *          empty for a server that wants none
   * @param requestsPerMinute
   *          from this process at most, each paragraph counting as one; at least 1
   * @throws IllegalArgumentException
   *           when the key is not printable ASCII; the message is without the key
   */
  public static TranslationEngine libreTranslate(
      URI server, String key, int requestsPerMinute, Tasks tasks) {
    return new LibreTranslateEngine(server, key, requestsPerMinute, tasks);
  }

  /** The version of the instructions that language models are given here, for plans. */
  public static int promptVersion() {
    return Prompt.VERSION;
  }

  /** The engine {@code openai}: an OpenAI-compatible endpoint; {@link AutoCloseable}. */
  public static TranslationEngine openAi(OpenAiSettings settings, RateLimits limits, Tasks tasks) {
    return new OpenAiEngine(settings, new KeyLimits(settings.limit(), limits, tasks));
  }
}
