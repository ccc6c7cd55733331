package org.translationjobs.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.SourceText;

/** Translates by given engines and remembers every call. */
final class Translations implements EngineCalls {
  static final LanguagePair EN_ES = LanguagePair.of("en", "es");
  static final Duration TIMEOUT = Duration.ofSeconds(7);

  private final List<TranslationEngine> engines;
  private final List<EngineRequest> requests = new ArrayList<>();
  private String synopsis = "";

  Translations(TranslationEngine... engines) {
    this.engines = List.of(engines);
  }

  /** What the plan says that the novel is about. */
  Translations withSynopsis(String text) {
    synopsis = text;
    return this;
  }

  Translation chapter(@Nullable String title, @Nullable String content)
      throws InterruptedException {
    return translate(EntityType.CHAPTER, title, content, EN_ES);
  }

  Translation translate(
      EntityType type, @Nullable String title, @Nullable String body, LanguagePair languages)
      throws InterruptedException {
    var source = new SourceText(new EntityRef(type, UUID.randomUUID()), title, body, "1");
    return new PipelineTranslator(engines, TIMEOUT)
        .translate(
            new Assignment(new NovelId(UUID.randomUUID()), source, languages, plan()), this);
  }

  /** The translated content; fails when it was not accepted. */
  String content(String content) throws InterruptedException {
    return switch (chapter(null, content)) {
      case Translation.Accepted accepted -> String.valueOf(accepted.text().body());
      case Translation.Rejected rejected -> throw new AssertionError(rejected);
      case Translation.EngineDown down -> throw new AssertionError(down);
    };
  }

  /** Every text that an engine was sent. */
  List<String> sent() {
    return requests.stream().flatMap(r -> r.segments().stream()).map(s -> s.text()).toList();
  }

  List<EngineRequest> requests() {
    return requests;
  }

  private Plan plan() {
    return new Plan(
        Plan.CURRENT_VERSION, engines.stream().map(TranslationEngine::name).toList(), Map.of(), 1,
        0, Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("store"))
        .withSynopsis(synopsis);
  }

  @Override
  public Optional<EngineReply.Failure> refusal(String engine) {
    return Optional.empty();
  }

  @Override
  public EngineReply call(TranslationEngine engine, EngineRequest request)
      throws InterruptedException {
    requests.add(request);
    return engine.translate(request);
  }
}
