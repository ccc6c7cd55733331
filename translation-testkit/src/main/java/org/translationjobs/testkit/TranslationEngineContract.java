package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.LanguagePair;

/** What every {@link TranslationEngine} must do, with a server or program that is well. */
public interface TranslationEngineContract {
  /** The engine under test; the same one at every call within a test. */
  TranslationEngine engine();

  /** A pair that it translates, from English. */
  LanguagePair pair();

  @Test
  default void everyIdComesBackOnceAndInOrder() throws Exception {
    var texts = IntStream.range(0, 50).mapToObj(i -> "This is house number " + i + ".").toList();
    var ids = translated(request(texts)).stream().map(EngineSegment::id).toList();
    assertThat(ids).containsExactlyElementsOf(IntStream.range(0, 50)
        .map(i -> 7 + 3 * i)
        .boxed()
        .toList());
  }

  @Test
  default void everySegmentKeepsItsOwnNumber() throws Exception {
    var texts = IntStream.range(100, 140).mapToObj(i -> "We have " + i + " cats").toList();
    assertThat(translated(request(texts))).allSatisfy(
        s -> assertThat(s.text()).contains(String.valueOf(100 + (s.id() - 7) / 3)));
  }

  @Test
  default void textWithOddCharactersBreaksNothing() throws Exception {
    var texts =
        List.of(
            "A *star* [bracket] {brace} ^caret$ @at /slash\\ <angle> & ~tilde", "“Quotes” — dash…",
            "It costs 5% of {0} %s", "two\nlines", "no\u00A0break", "\uD83D\uDE00 smile");
    assertThat(translated(request(texts))).hasSize(texts.size())
        .allSatisfy(s -> assertThat(s.text()).isNotBlank());
  }

  @Test
  default void manyThreadsGetTheirOwnAnswers() throws Exception {
    var engine = engine();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<List<EngineSegment>>>();
      for (var i = 0; i < 16; i++) {
        var texts = List.of("The book " + i, "The red house " + i);
        tasks.add(() -> translated(engine, request(texts)));
      }
      var answers = threads.invokeAll(tasks);
      for (var i = 0; i < answers.size(); i++) {
        var number = String.valueOf(i);
        assertThat(answers.get(i).get()).hasSize(2)
            .allSatisfy(s -> assertThat(s.text()).contains(number));
      }
    }
  }

  @Test
  default void anInterruptEndsACallWithInterruptedException() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> engine().translate(request(List.of("The house"))))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  default void thePairIsSupported() throws Exception {
    assertThat(engine().supports(pair())).isInstanceOf(PairSupport.Supported.class);
  }

  @Test
  default void markersComeBackWhereMarkedTextIsTaken() throws Exception {
    if (engine().capabilities().formats().contains(SegmentFormat.MARKED)) {
      var text = "The ⟦1⟧red⟦/1⟧ house⟦2/⟧ of ⟦3⟧my ⟦4⟧mother⟦/4⟧⟦/3⟧";
      assertThat(translated(request(List.of(text))).getFirst().text())
          .contains("⟦1⟧", "⟦/1⟧", "⟦2/⟧", "⟦3⟧", "⟦/3⟧", "⟦4⟧", "⟦/4⟧");
    }
  }

  /** A request with the texts under the ids 7, 10, 13, … */
  private EngineRequest request(List<String> texts) {
    var segments =
        IntStream.range(0, texts.size())
            .mapToObj(i -> new EngineSegment(7 + 3 * i, texts.get(i)))
            .toList();
    var formats = engine().capabilities().formats();
    var format =
        formats.contains(SegmentFormat.MARKED) ? SegmentFormat.MARKED : formats.iterator().next();
    return new EngineRequest(
        pair(), format, segments, RequestContext.of(RequestContext.TextKind.CONTENT), List.of(),
        Map.of(), Duration.ofSeconds(60));
  }

  private List<EngineSegment> translated(EngineRequest request) throws InterruptedException {
    return translated(engine(), request);
  }

  private List<EngineSegment> translated(TranslationEngine engine, EngineRequest request)
      throws InterruptedException {
    var reply = engine.translate(request);
    assertThat(reply).isInstanceOf(EngineReply.Translated.class);
    return ((EngineReply.Translated) reply).segments();
  }
}
