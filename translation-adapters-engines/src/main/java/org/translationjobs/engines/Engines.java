package org.translationjobs.engines;

import java.net.URI;
import java.util.List;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator;
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
   * It stands outside the pipeline. The plan's parameter {@code latency-ms} makes each text take so
   * long.
   */
  public static Translator placeholder(Tasks tasks) {
    return new PlaceholderTranslator(tasks);
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

  /** The engine {@code deepl} at the address where keys like this belong; {@link AutoCloseable}. */
  public static TranslationEngine deepl(String key) {
    return deepl(key, DeepLEngine.server(key));
  }

  /**
   * The engine {@code deepl} at another address, with or without {@code /v2}; {@link AutoCloseable}.
   *
   * @throws IllegalArgumentException
   *           when the key cannot stand in a header; the message is without the key
   */
  public static TranslationEngine deepl(String key, URI server) {
    return new DeepLEngine(key, server);
  }

  /**
   * The engine {@code libretranslate} by its server; {@link AutoCloseable}.
   *
   * @param key
   *          empty for a server that wants none
   * @throws IllegalArgumentException
   *           when the key is not printable ASCII; the message is without the key
   */
  public static TranslationEngine libreTranslate(URI server, String key) {
    return new LibreTranslateEngine(server, key);
  }

  /** The version of the instructions that language models are given here, for plans. */
  public static int promptVersion() {
    return Prompt.VERSION;
  }

  /** The engine {@code openai}: an OpenAI-compatible endpoint; {@link AutoCloseable}. */
  public static TranslationEngine openAi(OpenAiSettings settings, Tasks tasks) {
    return new OpenAiEngine(settings, tasks::now);
  }
}
