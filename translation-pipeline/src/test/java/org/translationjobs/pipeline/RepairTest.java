package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineReply.Failure;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.engine.Translator.Translation.EngineDown;
import org.translationjobs.core.engine.Translator.Translation.Rejected;
import org.translationjobs.core.engine.Usage;

class RepairTest {
  private static final String FOUR = "<p>one</p><p>two</p><p>three</p><p>four</p>";
  private static final String BARKED = "<p>wone</p><p>wtwo</p><p>wthree</p><p>wfour</p>";

  @Test
  void onlyTheMissingSegmentAndWhatMayBeMovedAreAskedForAgain() throws Exception {
    var calls = new AtomicInteger();
    var engine = ScriptedEngine.replies("forgetful", request -> {
      var reply = ScriptedEngine.reply(request, ScriptedEngine::bark);
      return calls.incrementAndGet() > 1
          ? reply
          : new EngineReply.Translated(reply.segments().subList(0, 3), reply.usage());
    });
    var translations = new Translations(engine);
    var four =
        List.of(
            "“Is that all?” she asked.", "No answer came, neither then nor on the next day.",
            "On the 14th of May, however, Elizabeth received a letter from Netherfield, which"
                + " surprised the whole family!", "“Now we know.”");
    assertThat(translations.content("<p>" + String.join("</p><p>", four) + "</p>"))
        .isEqualTo(
            "<p>"
                + String.join("</p><p>", four.stream().map(ScriptedEngine::bark).toList())
                + "</p>");
    assertThat(translations.sent()).startsWith(four.toArray(String[]::new));
    assertThat(translations.sent().subList(4, translations.sent().size()))
        .contains(four.getLast())
        .doesNotContain(four.getFirst(), four.get(1));
  }

  @Test
  void anAnswerWithUnknownIdsIsNotTrustedAtAll() throws Exception {
    var calls = new AtomicInteger();
    var engine = ScriptedEngine.replies("shifted", request -> {
      var reply = ScriptedEngine.reply(request, ScriptedEngine::bark);
      return calls.incrementAndGet() > 1
          ? reply
          : new EngineReply.Translated(
              reply.segments()
                  .stream()
                  .map(s -> new EngineSegment(s.id() - 1, s.text()))
                  .toList(), reply.usage());
    });
    assertThat(new Translations(engine).content(FOUR)).isEqualTo(BARKED);
  }

  @Test
  void aSegmentThatSpoilsItsRequestIsFoundAndTheOthersAreKept() throws Exception {
    var engine = ScriptedEngine.replies("choosy", request -> request.segments()
        .stream()
        .anyMatch(s -> s.text().equals("three"))
            ? Failure.of(FailureKind.REFUSED_CONTENT, "not this")
            : ScriptedEngine.reply(request, ScriptedEngine::bark));
    assertThat(new Translations(engine).chapter(null, FOUR)).isInstanceOfSatisfying(
        Rejected.class, rejected -> {
          assertThat(rejected.reason())
              .isEqualTo("content segment 3: REFUSED_CONTENT: not this; source 'three'");
          assertThat(rejected.permanent()).isTrue();
          assertThat(rejected.usage().calls()).isPositive();
        });
    var second = ScriptedEngine.texts("second", java.util.Set.of(
        org.translationjobs.core.engine.SegmentFormat.MARKED), text -> "tres");
    assertThat(new Translations(engine, second).chapter(null, FOUR)).isInstanceOfSatisfying(
        Accepted.class, accepted -> {
          assertThat(accepted.text().body())
              .isEqualTo("<p>wone</p><p>wtwo</p><p>tres</p><p>wfour</p>");
          assertThat(accepted.engine()).isEqualTo("choosy+second");
        });
  }

  @Test
  void textWhoseMarkersAreLostIsTranslatedInPieces() throws Exception {
    var engine =
        ScriptedEngine.texts(text -> ScriptedEngine.bark(Markers.strip(text)));
    assertThat(new Translations(engine).chapter(null, "<p>He <em>said</em> so</p>"))
        .isInstanceOfSatisfying(Accepted.class, accepted -> {
          assertThat(accepted.text().body()).isEqualTo("<p>wHe <em>wsaid</em> wso</p>");
          assertThat(accepted.warnings()).singleElement().asString().contains("piece by piece");
        });
  }

  @Test
  void aNameThatComesBackTheSameIsAskedForAloneAndAcceptedWithAWarning() throws Exception {
    var engine = ScriptedEngine.replies("keeping", request -> ScriptedEngine.reply(
        request, text -> text.startsWith("Hamlet") ? text : ScriptedEngine.bark(text)));
    var translations = new Translations(engine);
    assertThat(translations.chapter(null, "<p>one</p><p>Hamlet</p><p>Hamlet again</p>"))
        .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
            .contains("segment 3: echo: ", "'Hamlet again'"));
    var names = "<p>Hamlet</p>\n".repeat(40);
    var others = new Translations(engine);
    assertThat(others.chapter(null, "<p>one</p>" + names)).isInstanceOfSatisfying(
        Accepted.class, accepted -> {
          assertThat(accepted.text().body()).isEqualTo("<p>wone</p>" + names);
          assertThat(accepted.warnings()).hasSize(40)
              .first()
              .asString()
              .isEqualTo(
                  "content segment 2: echo: not translated, perhaps a name or a word of both"
                      + " languages: 'Hamlet'");
        });
    assertThat(others.requests()).hasSize(41)
        .allMatch(request -> request.segments().size() == 41 || request.segments().size() == 1);
  }

  @Test
  void aBetterAnswerToTheSecondQuestionIsTaken() throws Exception {
    var engine = ScriptedEngine.replies("improving", request -> ScriptedEngine.reply(
        request, text -> request.segments().size() > 1 && text.equals("Finis") ? text
            : ScriptedEngine.bark(text)));
    assertThat(new Translations(engine).chapter(null, "<p>one</p><p>Finis</p>"))
        .isInstanceOfSatisfying(Accepted.class, accepted -> {
          assertThat(accepted.text().body()).isEqualTo("<p>wone</p><p>wFinis</p>");
          assertThat(accepted.warnings()).isEmpty();
        });
  }

  @Test
  void theNextEngineTakesOverFromOneThatIsDown() throws Exception {
    var down = ScriptedEngine.failing("first", FailureKind.UNAVAILABLE);
    var second = ScriptedEngine.replies(
        "second", request -> ScriptedEngine.reply(request, ScriptedEngine::bark));
    assertThat(new Translations(down, second).chapter("Title", FOUR)).isInstanceOfSatisfying(
        Accepted.class, accepted -> assertThat(accepted.engine()).isEqualTo("second"));
  }

  @Test
  void whenAllAreDownTheOneThatSaysHowLongIsNamed() throws Exception {
    var down = ScriptedEngine.failing("first", FailureKind.UNAVAILABLE);
    var busy = ScriptedEngine.replies("second", request -> new Failure(
        FailureKind.RATE_LIMITED, "slow down", Optional.of(Duration.ofSeconds(9))));
    assertThat(new Translations(down, busy).chapter(null, FOUR)).isInstanceOfSatisfying(
        EngineDown.class, result -> assertThat(result.engine()).isEqualTo("second"));
    assertThat(new Translations(down).chapter(null, FOUR)).isInstanceOfSatisfying(
        EngineDown.class, result -> assertThat(result.engine()).isEqualTo("first"));
  }

  @Test
  void anAttemptIsNotSpentWhileABetterEngineIsDown() throws Exception {
    var down = ScriptedEngine.failing("first", FailureKind.UNAVAILABLE);
    var bad = ScriptedEngine.texts(text -> "");
    assertThat(new Translations(down, bad).chapter(null, FOUR)).isInstanceOf(EngineDown.class);
    var foreign = ScriptedEngine.failing("first", FailureKind.UNSUPPORTED_PAIR);
    assertThat(new Translations(foreign, bad).chapter(null, FOUR)).isInstanceOf(Rejected.class);
  }

  @Test
  void anEngineThatFailsEverythingIsGivenUpAfterAFewCalls() throws Exception {
    var useless = new Translations(ScriptedEngine.texts(text -> ""));
    assertThat(useless.chapter(null, "<p>some text</p>".repeat(2_000)))
        .isInstanceOf(Rejected.class);
    assertThat(useless.requests()).hasSizeLessThan(30);
  }

  @Test
  void aSourceWithInvalidCharactersIsRejectedForGood() throws Exception {
    for (var text : List.of("a\0b", "a\u0008b", "a\uD800b", "a\uFFFFb")) {
      assertThat(new Translations(ScriptedEngine.texts(t -> t)).chapter("Title", text))
          .isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.permanent()).isTrue();
            assertThat(rejected.reason()).contains("content", "offset 1", "remove it");
            assertThat(rejected.usage()).isEqualTo(Usage.NONE);
          });
    }
  }

  @Test
  void anInterruptEndsTheTranslationAtOnce() {
    Thread.currentThread().interrupt();
    var translations = new Translations(ScriptedEngine.texts(ScriptedEngine::bark));
    assertThatThrownBy(() -> translations.chapter(null, FOUR))
        .isInstanceOf(InterruptedException.class);
    assertThat(translations.requests()).isEmpty();
  }
}
