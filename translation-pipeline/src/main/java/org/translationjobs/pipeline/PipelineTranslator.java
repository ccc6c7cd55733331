package org.translationjobs.pipeline;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.run.Plan;

/**
 * Translates a text segment by segment with the engines of the plan, first choice first: every
 * segment has exactly one accepted counterpart, and everything else in the text stays as it is,
 * character by character.
 *
 * <p>
 * Thread-safe; nothing is kept between calls. Memory is a small multiple of the text's size.
 */
public final class PipelineTranslator implements Translator {
  private final Map<String, TranslationEngine> engines;
  private final Duration callTimeout;
  private final TranslationMemory memory;
  private final Glossaries glossaries;

  /**
   * @param engines
   *          that this worker has set up; plans may name any of them
   * @param callTimeout
   *          after which one engine call is given up
   * @throws IllegalStateException
   *           when two engines have the same name
   */
  public PipelineTranslator(Collection<TranslationEngine> engines, Duration callTimeout) {
    this(engines, callTimeout, TranslationMemory.none(), Glossaries.none());
  }

  /** Without a glossary. */
  public PipelineTranslator(
      Collection<TranslationEngine> engines, Duration callTimeout, TranslationMemory memory) {
    this(engines, callTimeout, memory, Glossaries.none());
  }

  /**
   * @param engines
   *          that this worker has set up; plans may name any of them
   * @param callTimeout
   *          after which one engine call is given up
   * @param memory
   *          that is asked before each engine, and keeps what is accepted reply by reply
   * @param glossaries
   *          in which the versions are that plans name
   * @throws IllegalStateException
   *           when two engines have the same name
   */
  public PipelineTranslator(
      Collection<TranslationEngine> engines, Duration callTimeout, TranslationMemory memory,
      Glossaries glossaries) {
    if (!callTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "the timeout of an engine call must be longer than nothing, got " + callTimeout);
    }
    this.callTimeout = callTimeout;
    this.memory = memory;
    this.glossaries = glossaries;
    this.engines =
        engines.stream()
            .collect(Collectors.toUnmodifiableMap(TranslationEngine::name, Function.identity()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException
   *           for a plan with the engine {@code placeholder}, which stands outside the pipeline
   * @throws org.translationjobs.core.UnavailableException
   *           when the memory or the glossary cannot be read
   */
  @Override
  public Translation translate(Assignment assignment, EngineCalls calls)
      throws InterruptedException {
    var source = assignment.source();
    var languages = assignment.languages();
    var plan = assignment.plan();
    if (plan.isPlaceholder()) {
      throw new IllegalArgumentException("the engine 'placeholder' stands outside the pipeline");
    }
    var invalid = SourceDocuments.invalidCharacter(source);
    if (invalid.isPresent()) {
      return new Translation.Rejected(invalid.get(), true, Usage.NONE);
    }
    var documents = new Documents(locale(languages.from()), budget(plan));
    var glossary =
        glossaries.at(assignment.novel(), languages, plan.glossaryVersion());
    return new EngineChain(
        engines, assignment, calls, callTimeout, memory, new ActiveTerms(glossary))
        .translate(SourceDocuments.of(source, documents));
  }

  /** What even the smallest engine of the chain takes in one segment. */
  private int budget(Plan plan) {
    return plan.engines()
        .stream()
        .filter(engines::containsKey)
        .map(engines::get)
        .mapToInt(engine -> engine.capabilities().maxCharacters())
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private static Locale locale(String tag) {
    return Locale.forLanguageTag(tag.replace('_', '-'));
  }
}
