package org.translationjobs.runtime.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.translationjobs.core.cost.Prices;
import org.translationjobs.engines.openai.OpenAiSettings;

/**
 * What translates.
 *
 * @param chain
 *          the engines' names, first choice first; empty where nothing is translated
 * @param apertiumUrl
 *          of its HTTP service; empty for the command line
 * @param openAi
 *          the endpoints that speak the chat protocol; empty where the chain has none
 * @param deepL
 *          its keys; empty where the chain has none
 * @param libreTranslate
 *          its server; empty where the chain has none
 * @param prices
 *          of the engines' calls
 * @param placeholderLatency
 *          how long {@code placeholder} takes for each text
 */
public record EngineConfiguration(
    List<String> chain,
    Optional<URI> apertiumUrl,
    List<OpenAiSettings> openAi,
    Optional<DeepLConfiguration> deepL,
    Optional<LibreTranslateConfiguration> libreTranslate,
    Prices prices,
    Duration placeholderLatency) {
  public EngineConfiguration {
    chain = List.copyOf(chain);
    openAi = List.copyOf(openAi);
  }

  /** Engines that cost nothing. */
  public EngineConfiguration(
      List<String> chain, Optional<URI> apertiumUrl, List<OpenAiSettings> openAi) {
    this(chain, apertiumUrl, openAi, Optional.empty(), Optional.empty(), Prices.NONE,
        Duration.ZERO);
  }

  /** The names of the engines that this version has. */
  public static List<String> available() {
    return EngineNames.AVAILABLE;
  }

  /** What to say where an engine is needed and none is set. */
  public static ConfigurationException missing() {
    return new ConfigurationException(
        Variables.TRANSLATION_ENGINE.name(),
        "TRANSLATION_ENGINE is not set; allowed: " + EngineNames.allowed());
  }
}
