package org.translationjobs.engines;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.pipeline.PipelineTranslator;
import org.translationjobs.testkit.memory.InMemoryGlossaries;

/** Translates chapters by one engine and counts what it is sent. */
public final class CountedCalls implements EngineCalls {
  private final TranslationEngine engine;
  private final TranslationMemory memory;
  private final NovelId novel = new NovelId(UUID.randomUUID());
  private final Glossaries glossaries = new InMemoryGlossaries();
  private final Map<String, Integer> timesSent = new HashMap<>();
  private Glossary glossary = Glossary.EMPTY;
  private long characters;

  public CountedCalls(TranslationEngine engine) {
    this(engine, TranslationMemory.none());
  }

  CountedCalls(TranslationEngine engine, TranslationMemory memory) {
    this.engine = engine;
    this.memory = memory;
  }

  /** Translates with these terms from now on. */
  public Glossary use(LanguagePair languages, List<Term> terms) {
    var changes = terms.stream().map(term -> new GlossaryChange.Put(term, true)).toList();
    glossary = glossaries.change(novel, languages, changes).glossary();
    return glossary;
  }

  public Translation translate(Novels.Chapter chapter) throws InterruptedException {
    timesSent.clear();
    var plan =
        new Plan(
            Plan.CURRENT_VERSION, List.of(engine.name()), Map.of(), 1,
            glossary.version(),
            Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("store"));
    return new PipelineTranslator(List.of(engine), Duration.ofMinutes(2), memory, glossaries)
        .translate(
            new Assignment(novel, chapter.text(), chapter.languages(), plan), this);
  }

  /** Of all segments sent so far. */
  long characters() {
    return characters;
  }

  /** How often each segment of the last chapter was sent. */
  Map<String, Integer> timesSent() {
    return timesSent;
  }

  @Override
  public Optional<EngineReply.Failure> refusal(String name) {
    return Optional.empty();
  }

  @Override
  public EngineReply call(TranslationEngine called, EngineRequest request)
      throws InterruptedException {
    for (var segment : request.segments()) {
      characters += segment.text().length();
      timesSent.merge(segment.id() + " " + segment.text(), 1, Integer::sum);
    }
    return called.translate(request);
  }
}
