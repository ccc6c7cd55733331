package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.TranslationEngineContract;

/** Against the real program; {@code CI} set means that it has to be there. */
class ApertiumCliEngineTest implements TranslationEngineContract {
  private final ApertiumCliEngine engine = new ApertiumCliEngine(List.of("apertium"));

  @TempDir
  Path folder;

  @BeforeEach
  void apertiumIsInstalled() {
    var installed =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(dir -> Files.isExecutable(Path.of(dir, "apertium")));
    assumeTrue(installed || System.getenv("CI") != null, "apertium is not installed");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Override
  public TranslationEngine engine() {
    return engine;
  }

  @Override
  public LanguagePair pair() {
    return LanguagePair.of("en", "es");
  }

  @Test
  void markupFollowsItsWords() throws Exception {
    assertThat(texts("The ⟦1⟧red⟦/1⟧ ⟦2⟧house⟦/2⟧ of my mother.")).containsExactly(
        "La ⟦2⟧casa⟦/2⟧ ⟦1⟧roja⟦/1⟧ de mi madre.");
  }

  @Test
  void noWordIsLostWithoutAFinalFullStop() throws Exception {
    assertThat(texts("My house", "The cats", "Hello")).containsExactly(
        "Mi casa", "Los gatos", "Hola");
  }

  @Test
  void unknownWordsHaveNoMarksAndTheUsersAsterisksStay() throws Exception {
    assertThat(texts("A *good* xyzzy")).containsExactly("Un *bueno* xyzzy");
  }

  @Test
  void spacesAndInvisibleCharactersStay() throws Exception {
    assertThat(texts("  My  house\u00A0", "Hello\u2060!")).containsExactly(
        "  Mi  casa\u00A0", "Hola\u2060!");
  }

  @Test
  void noSpaceIsLeftWhereAPronounWasDropped() throws Exception {
    assertThat(texts(
        "\"He said no.\"", "\"It was he,\" he said. \"It is good.\"", "“I ⟦1⟧do⟦/1⟧ remember.”",
        "She ⟦1⟧did⟦/1⟧ admire him.", "This—it is good.", "-He came.", "House — he came."))
        .containsExactly(
            "\"Dijo núm.\"", "\"Fue,\" dijo. \"Es bien.\"", "“⟦1⟧Recuerdo⟦/1⟧.”",
            "⟦1⟧Le⟦/1⟧ admiró.", "Esto—es bien.", "-Vino.", "Casa — vino.");
  }

  @Test
  void anEmphasisedPronounThatIsDroppedEmphasisesItsVerb() throws Exception {
    assertThat(texts(
        "I rather believe ⟦1⟧he⟦/1⟧ did — yes", "If you ⟦1⟧will⟦/1⟧ avoid seeing ⟦2⟧me⟦/2⟧, go."))
        .allMatch(text -> !text.matches(".*⟦\\d⟧ *⟦/\\d⟧.*"));
  }

  @Test
  void onlyTheSentenceWhoseMarkupDriftedIsAskedForAgain() throws Exception {
    var sent = folder.resolve("sent");
    var watched = script("tee -a " + sent + " | apertium \"$@\"");
    try (var watching = new ApertiumCliEngine(List.of(watched))) {
      assertThat(
          Requests.texts(
              watching, pair(),
              "The ⟦1⟧red⟦/1⟧ house was large. I rather believe ⟦2⟧he⟦/2⟧ did. The end came."))
          .singleElement()
          .asString()
          .startsWith("La casa ⟦1⟧roja⟦/1⟧ era grande. ")
          .containsPattern("⟦2⟧.+⟦/2⟧.*\\. El fin vino\\.$");
    }
    var streams = Files.readString(sent).split("\0", 2);
    assertThat(streams[0]).contains("house", "believe", "end");
    assertThat(streams[1]).contains("believe").doesNotContain("house", "end");
  }

  @Test
  void aLineBreakStaysInItsSegment() throws Exception {
    assertThat(texts("My house\nThe cats", "Hello")).containsExactly(
        "Mi casa\nLos gatos", "Hola");
  }

  @Test
  void aLargeRequestComesBackWhole() throws Exception {
    var texts =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "The red house has number " + i + ".")
            .toArray(String[]::new);
    var answers = texts(texts);
    assertThat(answers).hasSize(4_000);
    assertThat(answers.getLast()).isEqualTo("La casa roja tiene número 3999.");
  }

  @Test
  void invalidCharactersAreNeverSent() throws Exception {
    assertThat(Requests.reply(engine, pair(), "a\0b")).isInstanceOfSatisfying(
        EngineReply.Failure.class,
        f -> assertThat(f.kind()).isEqualTo(FailureKind.BAD_REQUEST));
    assertThat(Requests.reply(engine, pair(), "a\uD800b")).isInstanceOf(EngineReply.Failure.class);
  }

  @Test
  void regionalVariantsFallBackToTheLanguage() throws Exception {
    assertThat(engine.supports(LanguagePair.of("en-GB", "es-MX"))).isInstanceOf(
        PairSupport.Supported.class);
    assertThat(Requests.texts(engine, LanguagePair.of("es", "en-US"), "La casa")).containsExactly(
        "The house");
  }

  @Test
  void anUnknownPairIsNamedWithItsPackage() throws Exception {
    assertThat(engine.supports(LanguagePair.of("en", "eo"))).isInstanceOfSatisfying(
        PairSupport.Unsupported.class,
        u -> assertThat(u.reason()).contains("en→eo", "eng-spa",
            "apt-get install apertium-eng-epo"));
    assertThat(Requests.reply(engine, LanguagePair.of("en", "eo"), "house"))
        .isInstanceOfSatisfying(
            EngineReply.Failure.class,
            f -> assertThat(f.kind()).isEqualTo(FailureKind.UNSUPPORTED_PAIR));
  }

  @Test
  void aMissingProgramIsUnavailableAndSaysWhatToInstall() throws Exception {
    try (var missing = new ApertiumCliEngine(List.of("no-such-apertium"))) {
      assertThat(Requests.reply(missing, pair(), "house")).isInstanceOfSatisfying(
          EngineReply.Failure.class, f -> {
            assertThat(f.kind()).isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(f.message()).contains("apt-get install apertium apertium-eng-spa");
          });
      assertThat(missing.supports(pair())).isInstanceOf(PairSupport.Unknown.class);
    }
  }

  @Test
  void aHangingProgramIsGivenUpAndEnded() throws Exception {
    try (var hanging = new ApertiumCliEngine(List.of(script("exec sleep 1000")))) {
      var reply = hanging.translate(Requests.of(pair(), Duration.ofMillis(200), "house"));
      assertThat(reply).isInstanceOfSatisfying(
          EngineReply.Failure.class,
          f -> assertThat(f.kind()).isEqualTo(FailureKind.UNAVAILABLE));
      assertThat(children("sleep 1000")).isZero();
    }
  }

  @Test
  void theTimeLimitIsForAllThatACallAsks() throws Exception {
    var slow = folder.resolve("slow");
    Files.writeString(
        slow, "#!/bin/sh\nif [ \"$1\" = -l ]; then sleep 3; echo eng-spa; else exec cat; fi\n");
    assertThat(slow.toFile().setExecutable(true)).isTrue();
    try (var listing = new ApertiumCliEngine(List.of(slow.toString()))) {
      assertThat(listing.translate(Requests.of(pair(), Duration.ofSeconds(1), "house")))
          .isEqualTo(
              EngineReply.Failure.of(
                  FailureKind.UNAVAILABLE, "apertium did not answer within 1000 ms"));
      assertThat(Requests.texts(listing, pair(), "house")).containsExactly("house");
    }
  }

  @Test
  void anInterruptEndsTheProgram() throws Exception {
    var running = folder.resolve("running");
    var script = script("touch " + running + "; exec sleep 2000");
    try (var hanging = new ApertiumCliEngine(List.of(script))) {
      var ended = new CountDownLatch(1);
      var outcome = new CompletableFuture<Throwable>();
      var thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      hanging.translate(Requests.of(pair(), Duration.ofMinutes(5), "house"));
                    } catch (InterruptedException e) {
                      outcome.complete(e);
                    }
                    ended.countDown();
                  });
      while (!Files.exists(running)) {
        Thread.onSpinWait();
      }
      thread.interrupt();
      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(outcome).isCompletedWithValueMatching(InterruptedException.class::isInstance);
    }
  }

  @Test
  void aProgramThatEndsIsUnavailable() throws Exception {
    try (var failing = new ApertiumCliEngine(List.of(script("exit 1")))) {
      assertThat(Requests.reply(failing, pair(), "house")).isInstanceOfSatisfying(
          EngineReply.Failure.class,
          f -> assertThat(f.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    }
  }

  @Test
  void closingLeavesNoProcessBehind() throws Exception {
    texts("Hello");
    var processes = ProcessHandle.current().descendants().toList();
    assertThat(processes).isNotEmpty();
    engine.close();
    for (var process : processes) {
      process.onExit().get(5, TimeUnit.SECONDS);
    }
    assertThatThrownBy(() -> texts("Hello")).isInstanceOf(IllegalStateException.class);
  }

  private List<String> texts(String... texts) throws InterruptedException {
    return Requests.texts(engine, pair(), texts);
  }

  private static long children(String command) {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").endsWith(command))
        .filter(ProcessHandle::isAlive)
        .count();
  }

  /** A program that lists directions as Apertium does and then does what the body says. */
  private String script(String body) throws Exception {
    var script = folder.resolve("apertium");
    Files.writeString(
        script, "#!/bin/sh\nif [ \"$1\" = -l ]; then echo '  eng-spa'; exit 0; fi\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script.toString();
  }
}
