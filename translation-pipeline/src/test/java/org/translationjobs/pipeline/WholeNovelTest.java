package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole novels: the sample of the quickstart always, larger ones where {@code -Dtest.novels} or a
 * folder beside the checkout has them.
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

  static Stream<Path> novels() {
    return Stream.concat(
        Stream.of(SAMPLE),
        folders().flatMap(dir -> Stream.of("pride-and-prejudice.json", "don-quijote.json")
            .map(
                dir::resolve))
            .filter(Files::exists));
  }

  private static Stream<Path> folders() {
    var named = System.getProperty("test.novels");
    return named != null ? Stream.of(Path.of(named))
        : Stream.of(Path.of("../shared/novels"), Path.of("../../shared/novels"));
  }
}
