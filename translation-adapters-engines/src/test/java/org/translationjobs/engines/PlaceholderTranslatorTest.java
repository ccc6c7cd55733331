package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.testkit.RealTasks;

class PlaceholderTranslatorTest {
  private final RealTasks tasks = new RealTasks();

  @Test
  void everyFieldHasTheTargetLanguageInFront() throws Exception {
    assertThat(translate(EntityType.CHAPTER, "I", "<p>text</p>", Map.of()))
        .isEqualTo(new TranslatedText("[zh-Hans] I", "[zh-Hans] <p>text</p>"));
    assertThat(translate(EntityType.CHAPTER, "", "", Map.of()))
        .isEqualTo(new TranslatedText("[zh-Hans] ", "[zh-Hans] "));
  }

  @Test
  void aMissingOrEmptyDescriptionStaysMissing() throws Exception {
    assertThat(translate(EntityType.VOLUME, "Part", "", Map.of()))
        .isEqualTo(new TranslatedText("[zh-Hans] Part", null));
  }

  @Test
  void eachTextTakesAsLongAsThePlanSays() throws Exception {
    var before = tasks.now();
    translate(
        EntityType.CHAPTER, "I", "text",
        Engines.placeholderParameters(Duration.ofMillis(30)).get(Plan.PLACEHOLDER));
    assertThat(tasks.now().minus(before)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    assertThatThrownBy(
        () -> translate(EntityType.CHAPTER, "I", "text", Map.of("latency-ms", "soon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'soon'");
  }

  private TranslatedText translate(
      EntityType type, String title, String body, Map<String, String> parameters)
      throws Exception {
    var plan =
        new Plan(
            Plan.CURRENT_VERSION, List.of(Plan.PLACEHOLDER), Map.of(Plan.PLACEHOLDER, parameters),
            1, 0, Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("store"));
    var source = new SourceText(new EntityRef(type, UUID.randomUUID()), title, body, "1");
    var result =
        Engines.placeholder(tasks)
            .translate(
                new Assignment(
                    new NovelId(UUID.randomUUID()), source, LanguagePair.of("en", "zh-Hans"), plan),
                new NoCalls());
    return ((Accepted) result).text();
  }

  /** The placeholder calls no engine. */
  private record NoCalls() implements EngineCalls {
    @Override
    public Optional<EngineReply.Failure> refusal(
        String engine) {
      return Optional.empty();
    }

    @Override
    public EngineReply call(
        TranslationEngine engine,
        EngineRequest request) {
      throw new AssertionError("called " + engine.name());
    }
  }
}
