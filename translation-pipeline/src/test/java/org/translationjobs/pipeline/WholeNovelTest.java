package org.translationjobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.Translator.Translation.Accepted;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import tools.jackson.databind.json.JsonMapper;

/** Whole public-domain novels; their folder is {@code -Dtest.novels} or near the checkout. */
class WholeNovelTest {
  @ParameterizedTest
  @ValueSource(strings = {"pride-and-prejudice.json", "don-quijote.json"})
  void anIdentityTranslationIsEveryChapterByteForByte(String novel) throws Exception {
    for (var chapter : chapters(novel)) {
      var result =
          new Translations(ScriptedEngine.texts(text -> text)).translate(
              EntityType.CHAPTER, "XX", chapter, LanguagePair.of("en", "en-GB"));
      assertThat(((Accepted) result).text().body()).isEqualTo(chapter);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pride-and-prejudice.json", "don-quijote.json"})
  void noCheckFiresOnAGoodTranslationAndTheStructureStays(String novel) throws Exception {
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

  private static List<String> chapters(String novel) throws Exception {
    var file = folders().map(dir -> dir.resolve(novel)).filter(Files::exists).findFirst();
    assumeTrue(file.isPresent(), "the novels are not on this machine");
    var chapters = new ArrayList<String>();
    for (var volume : JsonMapper.shared().readTree(file.orElseThrow().toFile()).path("volumes")) {
      volume.path("chapters").forEach(c -> chapters.add(c.path("content").asString()));
    }
    assertThat(chapters).isNotEmpty();
    return chapters;
  }

  private static Stream<Path> folders() {
    var named = System.getProperty("test.novels");
    return named != null
        ? Stream.of(Path.of(named))
        : Stream.of("../shared/novels", "../../shared/novels", "/work/shared/novels")
            .map(Path::of);
  }
}
