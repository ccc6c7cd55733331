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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.engines.CachedAnswers;
import org.translationjobs.engines.CountedCalls;
import org.translationjobs.engines.Engines;
import org.translationjobs.engines.Novels;
import org.translationjobs.engines.TestLimits;
import org.translationjobs.pipeline.WorkEstimate;
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
      for (var novel : novels.entrySet()) {
        var counted = new Counted(new CachedAnswers(Answers.of(apertium)));
        var calls = new CountedCalls(counted);
        var languages = novel.getValue().getFirst().languages();
        var estimate = new WorkEstimate(counted.capabilities(), languages, Glossary.EMPTY, "");
        for (var chapter : novel.getValue()) {
          assertThat(calls.translate(chapter)).isInstanceOf(Accepted.class);
          estimate.add(
              new SourceText(
                  new EntityRef(EntityType.CHAPTER, UUID.randomUUID()), null, chapter.content(),
                  "1"));
        }
        print(novel.getKey(), estimate.sum().usage(), counted.usage);
        assertIsNear(estimate.sum().usage().inputTokens(), counted.usage.inputTokens());
        assertIsNear(estimate.sum().usage().outputTokens(), counted.usage.outputTokens());
        assertIsNear(estimate.sum().usage().calls(), counted.usage.calls());
      }
    } finally {
      if (apertium instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
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

  /** Asks as {@link OpenAiEngine} does and answers as Apertium does. */
  private static final class Counted implements TranslationEngine {
    private final Answers answers;
    private Usage usage = Usage.NONE;

    Counted(Answers answers) {
      this.answers = answers;
    }

    @Override
    public String name() {
      return "openai";
    }

    @Override
    public EngineCapabilities capabilities() {
      var settings = OpenAiSettings.of(URI.create("http://127.0.0.1/v1"), List.of(), "model");
      try (var engine = new OpenAiEngine(settings, TestLimits.none(() -> Duration.ZERO))) {
        return engine.capabilities();
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
          Prompt.messages(request, AnswerForm.TEXT, blocks)
              .stream()
              .mapToInt(message -> TOKENS.countTokensOrdinary(message.content()))
              .sum();
      var texts = request.segments().stream().map(EngineSegment::text).toList();
      var translated = answers.translate(texts, request.languages());
      var segments = new ArrayList<EngineSegment>();
      for (var i = 0; i < texts.size(); i++) {
        segments.add(new EngineSegment(request.segments().get(i).id(), translated.get(i)));
      }
      var call = new Usage(1, asked, TOKENS.countTokensOrdinary(blocks.write(segments)), 0);
      usage = usage.plus(call);
      return new EngineReply.Translated(segments, call);
    }

    @Override
    public Map<String, String> planParameters() {
      return Map.of();
    }
  }
}
