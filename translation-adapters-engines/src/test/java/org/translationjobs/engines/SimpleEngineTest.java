package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.TranslationEngineContract;

class SimpleEngineTest implements TranslationEngineContract {
  private final TranslationEngine engine =
      SimpleEngine.of("loud", (text, pair) -> text.toUpperCase(Locale.ROOT));

  @Override
  public TranslationEngine engine() {
    return engine;
  }

  @Override
  public LanguagePair pair() {
    return LanguagePair.of("en", "es");
  }

  @Test
  void theFunctionNeverSeesMarkup() {
    assertThat(engine.capabilities().formats()).containsExactly(SegmentFormat.PLAIN);
  }

  @Test
  void whatTheFunctionCannotReachIsUnavailable() throws Exception {
    var down = SimpleEngine.of("down", (text, pair) -> {
      throw new IOException("connection refused");
    });
    assertThat(Requests.reply(down, pair(), "text")).isInstanceOfSatisfying(
        EngineReply.Failure.class, f -> {
          assertThat(f.kind()).isEqualTo(FailureKind.UNAVAILABLE);
          assertThat(f.message()).isEqualTo("down: connection refused");
        });
  }
}
