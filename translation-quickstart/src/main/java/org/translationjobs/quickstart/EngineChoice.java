package org.translationjobs.quickstart;

import java.util.Optional;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.LanguagePair;

/** Which engine translates, or what is to be done first. */
sealed interface EngineChoice {
  String APERTIUM = "apertium";
  String PSEUDO = "pseudo";

  record Use(String engine) implements EngineChoice {}

  /** Two packages would bring a real engine; somebody has to agree. */
  record Ask() implements EngineChoice {}

  record Install() implements EngineChoice {}

  /**
   * No real engine here.
   *
   * @param why
   *          one sentence
   */
  record Pretend(String why) implements EngineChoice {}

  /** The engine somebody named cannot be used. */
  record Refuse(String why) implements EngineChoice {}

  /**
   * The decision; pure.
   *
   * @param requested
   *          the engine somebody named
   * @param apertium
   *          whether it serves the languages as it is installed now
   * @param obstacle
   *          why it cannot be installed here; empty when it can
   * @param agreed
   *          whether somebody has agreed to an installation
   * @param terminal
   *          whether somebody can be asked
   */
  static EngineChoice decide(
      Optional<String> requested,
      PairSupport apertium,
      Optional<String> obstacle,
      boolean agreed,
      boolean terminal) {
    if (requested.filter(name -> !name.equals(APERTIUM)).isPresent()) {
      return new Use(requested.get());
    }
    return switch (apertium) {
      case PairSupport.Supported supported -> new Use(APERTIUM);
      case PairSupport.Unsupported(var reason) ->
          missing(requested, reason, obstacle, agreed, terminal);
      case PairSupport.Unknown(var reason) ->
          missing(requested, reason, obstacle, agreed, terminal);
    };
  }

  private static EngineChoice missing(
      Optional<String> requested,
      String reason,
      Optional<String> obstacle,
      boolean agreed,
      boolean terminal) {
    if (obstacle.isEmpty() && agreed) {
      return new Install();
    }
    if (obstacle.isEmpty() && terminal) {
      return new Ask();
    }
    var why = agreed ? obstacle.map(o -> reason + "; " + o).orElse(reason) : reason;
    return requested.isPresent() ? new Refuse(why) : new Pretend(why);
  }

  /** Whether the two packages the quickstart knows serve these languages. */
  static boolean servedByPackages(LanguagePair pair) {
    return pair.equals(LanguagePair.of("en", "es")) || pair.equals(LanguagePair.of("es", "en"));
  }
}
