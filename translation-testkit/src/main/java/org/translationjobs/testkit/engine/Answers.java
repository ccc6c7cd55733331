package org.translationjobs.testkit.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.job.LanguagePair;

/** The good answers of a {@link FakeEngineServer}. Thread-safe. */
@FunctionalInterface
public interface Answers {
  /**
   * Translates texts, each for itself.
   *
   * @param texts
   *          never empty; may hold markers such as {@code ⟦1⟧}, never tags
   * @return as many, in the same order
   * @throws IllegalStateException
   *           when they cannot be translated; the server then answers 500
   */
  List<String> translate(List<String> texts, LanguagePair languages) throws InterruptedException;

  /** What an engine makes of them, for example Apertium on this machine. */
  static Answers of(TranslationEngine engine) {
    return (texts, languages) -> {
      var size = engine.capabilities().maxSegments();
      var answers = new ArrayList<String>();
      for (var start = 0; start < texts.size(); start += size) {
        var some = texts.subList(start, Math.min(texts.size(), start + size));
        answers.addAll(ask(engine, some, languages));
      }
      return answers;
    };
  }

  /** Every word with an ending that no language has; markers, numbers and signs stay. */
  static Answers pseudo() {
    return (texts, languages) -> texts.stream().map(Answers::pseudo).toList();
  }

  private static String pseudo(String text) {
    return text.replaceAll("(\\p{L}+)", "$1þa");
  }

  private static List<String> ask(
      TranslationEngine engine, List<String> texts, LanguagePair languages)
      throws InterruptedException {
    var segments =
        IntStream.range(0, texts.size()).mapToObj(i -> new EngineSegment(i, texts.get(i))).toList();
    var formats = engine.capabilities().formats();
    var request =
        new EngineRequest(
            lowerCase(languages),
            formats.contains(SegmentFormat.MARKED) ? SegmentFormat.MARKED : SegmentFormat.PLAIN,
            segments, RequestContext.of(RequestContext.TextKind.CONTENT), List.of(), Map.of(),
            Duration.ofMinutes(2));
    if (engine.translate(request) instanceof EngineReply.Translated translated
        && translated.segments().size() == texts.size()) {
      return translated.segments().stream().map(EngineSegment::text).toList();
    }
    throw new IllegalStateException("the engine behind the fake server has no answer");
  }

  private static LanguagePair lowerCase(LanguagePair languages) {
    return LanguagePair.of(
        languages.from().toLowerCase(Locale.ROOT), languages.to().toLowerCase(Locale.ROOT));
  }
}
