package org.translationjobs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.LanguagePair;

class EngineChoiceTest {
  private static final PairSupport HERE = new PairSupport.Supported();
  private static final PairSupport LACKS = new PairSupport.Unsupported("no apertium");
  private static final Optional<String> NO_OBSTACLE = Optional.empty();
  private static final Optional<String> NO_APT = Optional.of("no apt-get");
  private static final Optional<String> NOBODY_NAMED_ONE = Optional.empty();

  @Test
  void takesApertiumWhereItServesTheLanguages() {
    assertThat(EngineChoice.decide(NOBODY_NAMED_ONE, HERE, NO_APT, false, true))
        .isEqualTo(new EngineChoice.Use("apertium"));
  }

  @Test
  void takesTheEngineThatWasNamed() {
    assertThat(EngineChoice.decide(Optional.of("placeholder"), HERE, NO_OBSTACLE, true, true))
        .isEqualTo(new EngineChoice.Use("placeholder"));
  }

  @Test
  void asksOnlyOnATerminal() {
    assertThat(EngineChoice.decide(NOBODY_NAMED_ONE, LACKS, NO_OBSTACLE, false, true))
        .isEqualTo(new EngineChoice.Ask());
    assertThat(EngineChoice.decide(NOBODY_NAMED_ONE, LACKS, NO_OBSTACLE, false, false))
        .isEqualTo(new EngineChoice.Pretend("no apertium"));
  }

  @Test
  void installsWithoutAskingWhereSomebodyAgreed() {
    assertThat(EngineChoice.decide(NOBODY_NAMED_ONE, LACKS, NO_OBSTACLE, true, true))
        .isEqualTo(new EngineChoice.Install());
  }

  @Test
  void pretendsWhereNothingCanBeInstalled() {
    assertThat(EngineChoice.decide(NOBODY_NAMED_ONE, LACKS, NO_APT, true, true))
        .isEqualTo(new EngineChoice.Pretend("no apertium; no apt-get"));
  }

  @Test
  void refusesANamedEngineThatLacks() {
    assertThat(EngineChoice.decide(Optional.of("apertium"), LACKS, NO_APT, false, true))
        .isEqualTo(new EngineChoice.Refuse("no apertium"));
  }

  @Test
  void knowsPackagesForEnglishAndSpanishOnly() {
    assertThat(EngineChoice.servedByPackages(LanguagePair.of("es", "en"))).isTrue();
    assertThat(EngineChoice.servedByPackages(LanguagePair.of("en", "fr"))).isFalse();
  }
}
