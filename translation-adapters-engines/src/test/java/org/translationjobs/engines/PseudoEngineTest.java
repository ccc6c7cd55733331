package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.TranslationEngineContract;

class PseudoEngineTest implements TranslationEngineContract {
  private final TranslationEngine engine = Engines.pseudo();

  @Override
  public TranslationEngine engine() {
    return engine;
  }

  @Override
  public LanguagePair pair() {
    return LanguagePair.of("en", "tlh");
  }

  @Test
  void everyLetterChangesAndEverythingElseStays() throws Exception {
    assertThat(Requests.texts(engine, pair(), "Abc, xyz! 12", "書く")).containsExactly(
        "Åƀç, ẋýž! 12", "書\u0307く\u0307");
  }

  @Test
  void markersPlaceholdersEntitiesTagsAndAddressesStay() throws Exception {
    var text = "⟦1⟧{0} %s %1$d &amp; <b> https://a.example/x?y=z⟦/1⟧ ⟦2/⟧";
    assertThat(Requests.texts(engine, pair(), text)).isEqualTo(List.of(text));
  }
}
