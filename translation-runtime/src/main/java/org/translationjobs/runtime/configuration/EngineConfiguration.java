package org.translationjobs.runtime.configuration;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.translationjobs.engines.openai.OpenAiSettings;

/**
 * What translates.
 *
 * @param chain
 *          the engines' names, first choice first; empty where nothing is translated
 * @param apertiumUrl
 *          of its HTTP service; empty for the command line
 * @param openAi
 *          the endpoint that speaks the chat protocol; empty where the chain has none
 */
public record EngineConfiguration(
    List<String> chain, Optional<URI> apertiumUrl, Optional<OpenAiSettings> openAi) {
  public EngineConfiguration {
    chain = List.copyOf(chain);
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
