package org.translationjobs.engines.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.engines.CachedAnswers;
import org.translationjobs.engines.CountedCalls;
import org.translationjobs.engines.Engines;
import org.translationjobs.engines.Novels;
import org.translationjobs.engines.TestLimits;
import org.translationjobs.pipeline.SegmentTexts;
import org.translationjobs.pipeline.WorkEstimate;
import org.translationjobs.pipeline.terms.NameCandidates;
import org.translationjobs.pipeline.terms.NameTranslation;
import org.translationjobs.pipeline.terms.TermCandidate;
import org.translationjobs.testkit.engine.Answers;

/**
 * What is estimated before a novel is translated, and what a common tokenizer counts in the very
 * requests and in Apertium's answers to them.
 */
class EstimateTest {
  private static final Encoding TOKENS =
      Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  @Test
  void theEstimateIsWithinAFifthOfTheTokensCounted() throws Exception {
    assumeTrue(
        Novels.isApertiumInstalled() || System.getenv("CI") != null, "apertium is not installed");
    var novels = new LinkedHashMap<String, List<Novels.Chapter>>();
    for (var chapter : Novels.chapters()) {
      novels.computeIfAbsent(chapter.novel(), title -> new ArrayList<>()).add(chapter);
    }
    var apertium = Engines.apertium();
    try {
      var answers = new CachedAnswers(Answers.of(apertium));
      for (var novel : novels.values()) {
        assertIsNear(novel, new Counted(answers, AnswerForm.TEXT), List.of());
        var characters = characters(novel);
        assertThat(characters).isNotEmpty();
        assertIsNear(novel, new Counted(answers, AnswerForm.JSON_SCHEMA), characters);
      }
    } finally {
      if (apertium instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }

  /** The names of a novel, all of them taken for persons, so that every request has them all. */
  private static List<Term> characters(List<Novels.Chapter> novel) {
    var candidates = new NameCandidates();
    for (var chapter : novel) {
      candidates.add(SegmentTexts.of(chapter.text(), chapter.languages().from(), 5_000));
    }
    return candidates.best(2)
        .stream()
        .map(c -> new TermCandidate(c.source(), c.occurrences(), Term.Kind.CHARACTER, "male"))
        .flatMap(candidate -> NameTranslation.of(candidate, candidate.source()).stream())
        .toList();
  }

  private static void assertIsNear(List<Novels.Chapter> novel, Counted counted, List<Term> terms)
      throws InterruptedException {
    var calls = new CountedCalls(counted);
    var languages = novel.getFirst().languages();
    var glossary = calls.use(languages, terms);
    var estimate = new WorkEstimate(counted.capabilities(), languages, glossary, "");
    for (var chapter : novel) {
      assertThat(calls.translate(chapter)).isInstanceOf(Accepted.class);
      estimate.add(chapter.text());
    }
    print(
        novel.getFirst().novel() + ", " + counted.form + ", " + terms.size() + " terms",
        estimate.sum().usage(), counted.usage);
    assertIsNear(estimate.sum().usage().inputTokens(), counted.usage.inputTokens());
    assertIsNear(estimate.sum().usage().outputTokens(), counted.usage.outputTokens());
    assertIsNear(estimate.sum().usage().calls(), counted.usage.calls());
  }

  private static void print(String novel, Usage estimated, Usage counted) {
    System.out.printf(
        Locale.ROOT,
        "%s: estimated %d requests, %d and %d tokens; counted %d, %d and %d: %+.1f %%%n",
        novel, estimated.calls(), estimated.inputTokens(), estimated.outputTokens(),
        counted.calls(), counted.inputTokens(), counted.outputTokens(),
        100.0 * (estimated.inputTokens() + estimated.outputTokens())
            / (counted.inputTokens() + counted.outputTokens()) - 100);
  }

  private static void assertIsNear(long estimated, long counted) {
    assertThat((double) estimated).isBetween(0.8 * counted, 1.2 * counted);
  }

  /**
   * Asks as {@link OpenAiEngine} does and answers as Apertium does, which obeys no glossary: nothing is
   * asked again for its sake.
   */
  private static final class Counted implements TranslationEngine {
    private final Answers answers;
    private final AnswerForm form;
    private Usage usage = Usage.NONE;

    Counted(Answers answers, AnswerForm form) {
      this.answers = answers;
      this.form = form;
    }

    @Override
    public String name() {
      return "openai";
    }

    @Override
    public EngineCapabilities capabilities() {
      var settings = OpenAiSettings.of(URI.create("http://127.0.0.1/v1"), List.of(), "model");
      try (var engine = new OpenAiEngine(settings, TestLimits.none(() -> Duration.ZERO))) {
        var all = engine.capabilities();
        return new EngineCapabilities(
            all.formats(), all.maxSegments(), all.maxCharacters(), all.maxConcurrency(),
            all.usesContext(), false, all.deterministic());
      }
    }

    @Override
    public PairSupport supports(LanguagePair pair) {
      return new PairSupport.Supported();
    }

    @Override
    public EngineReply translate(EngineRequest request) throws InterruptedException {
      var blocks = SegmentBlocks.of(request.segments());
      var asked =
          Prompt.messages(request, form, blocks)
              .stream()
              .mapToInt(message -> TOKENS.countTokensOrdinary(message.content()))
              .sum();
      var texts = request.segments().stream().map(EngineSegment::text).toList();
      var translated = answers.translate(texts, request.languages());
      var segments = new ArrayList<EngineSegment>();
      for (var i = 0; i < texts.size(); i++) {
        segments.add(new EngineSegment(request.segments().get(i).id(), translated.get(i)));
      }
      var answer = form.isJson() ? SegmentJson.write(segments) : blocks.write(segments);
      var call = new Usage(1, asked, TOKENS.countTokensOrdinary(answer), 0);
      usage = usage.plus(call);
      return new EngineReply.Translated(segments, call);
    }

    @Override
    public Map<String, String> planParameters() {
      return Map.of();
    }
  }
}
