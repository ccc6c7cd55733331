package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.engine.Translator.Translation.Rejected;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.text.SourceText;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole novels: the sample of the quickstart always, and all of the folder that the environment
 * variable {@code TRANSLATION_NOVELS} names.
 */
class WholeNovelTest {
  private static final Path SAMPLE = Path.of(
      "../translation-quickstart/src/main/resources/org/translationjobs/quickstart/sample-novel.json");

  @ParameterizedTest
  @MethodSource("novels")
  void anIdentityTranslationIsEveryChapterByteForByte(Path novel) throws Exception {
    for (var chapter : chapters(novel)) {
      var result =
          new Translations(ScriptedEngine.texts(text -> text)).translate(
              EntityType.CHAPTER, "XX", chapter, LanguagePair.of("en", "en-GB"));
      assertThat(((Accepted) result).text().body()).isEqualTo(chapter);
    }
  }

  @ParameterizedTest
  @MethodSource("novels")
  void noCheckFiresOnAGoodTranslationAndTheStructureStays(Path novel) throws Exception {
    for (var chapter : chapters(novel)) {
      var result =
          new Translations(ScriptedEngine.texts(ScriptedEngine::bark)).chapter("II", chapter);
      var accepted = (Accepted) result;
      assertThat(accepted.warnings()).isEmpty();
      assertThat(withoutBarks(String.valueOf(accepted.text().body())))
          .isEqualTo(chapter.replaceAll("\\s+", " "));
    }
  }

  /** Also where the space behind every full stop is lost. */
  @ParameterizedTest
  @MethodSource("novels")
  void noProseIsTakenForAnAddress(Path novel) throws Exception {
    var languages = languages(novel);
    for (var chapter : chapters(novel)) {
      for (var segment : segments(chapter, languages.from())) {
        for (var text : List.of(segment.source(), segment.source().replaceAll("\\.\\s+", "."))) {
          assertThat(
              new NewMarkupCheck().judge(
                  new Candidate("", text, false, languages, new SourceWords(List.of()))))
              .as(text)
              .isInstanceOf(Check.Verdict.Passed.class);
        }
      }
    }
  }

  /** Except what {@code kept-lines.txt} lists: title pages, signatures, names and Latin. */
  @ParameterizedTest
  @MethodSource("novels")
  void noSentenceIsAcceptedAsItsOwnTranslation(Path novel) throws Exception {
    var languages = languages(novel);
    var accepted = new ArrayList<String>();
    for (var chapter : chapters(novel)) {
      var segments = segments(chapter, languages.from());
      var words = new SourceWords(segments.stream().map(Segment::source).toList());
      for (var segment : segments) {
        var text = segment.source();
        if (Words.of(text).size() >= 4) {
          var echo = new Candidate(text, text, false, languages, words);
          if (!(new EchoCheck().judge(echo) instanceof Check.Verdict.Refused)) {
            accepted.add(text);
          }
        }
      }
    }
    assertThat(keptLines()).containsAll(accepted);
  }

  @ParameterizedTest
  @MethodSource("novels")
  void aChapterThatComesBackAsItWasIsRejected(Path novel) throws Exception {
    for (var chapter : chapters(novel)) {
      assertThat(
          new Translations(ScriptedEngine.texts(text -> text))
              .translate(EntityType.CHAPTER, "I", chapter, languages(novel)))
          .isInstanceOfSatisfying(
              Rejected.class, rejected -> assertThat(rejected.reason()).contains("echo: "));
    }
  }

  private static List<String> keptLines() throws Exception {
    try (var lines = WholeNovelTest.class.getResourceAsStream("kept-lines.txt")) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static List<Segment> segments(String chapter, String language) {
    var source =
        new SourceText(
            new EntityRef(EntityType.CHAPTER, new UUID(0, 0)), null, chapter, "1");
    return SourceDocuments.of(source, new Documents(Locale.of(language), 5_000)).segments();
  }

  private static LanguagePair languages(Path novel) throws Exception {
    var language = JsonMapper.shared().readTree(novel.toFile()).path("lang").asString();
    return LanguagePair.of(language, language.equals("es") ? "en" : "es");
  }

  private static String withoutBarks(String text) {
    return text.replaceAll("(?<![\\p{L}<&/])w(?=\\p{L})", "").replaceAll("\\s+", " ");
  }

  private static List<String> chapters(Path novel) throws Exception {
    var chapters = new ArrayList<String>();
    for (var volume : JsonMapper.shared().readTree(novel.toFile()).path("volumes")) {
      volume.path("chapters").forEach(c -> chapters.add(c.path("content").asString()));
    }
    assertThat(chapters).isNotEmpty();
    return chapters;
  }

  static List<Path> novels() throws Exception {
    var novels = new ArrayList<>(List.of(SAMPLE));
    var folder = System.getenv("TRANSLATION_NOVELS");
    if (folder != null) {
      try (var files = Files.newDirectoryStream(Path.of(folder), "*.json")) {
        files.forEach(novels::add);
      }
    }
    return novels;
  }
}
