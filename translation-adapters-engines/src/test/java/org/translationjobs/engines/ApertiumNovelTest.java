package org.translationjobs.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.pipeline.PipelineTranslator;
import tools.jackson.databind.json.JsonMapper;

/** The real program behind the pipeline. */
class ApertiumNovelTest {
  private static final Pattern TAG = Pattern.compile("<[^>]+>");
  private static final Path SAMPLE = Path.of(
      "../translation-quickstart/src/main/resources/org/translationjobs/quickstart/sample-novel.json");
  private static final String CHAPTER =
      """
          <p>It is a truth universally acknowledged, that a single man in possession of a good \
          fortune, must be in want of a wife.</p>
          <p>“My dear <abbr>Mr.</abbr>\u00A0Bennet,” said his lady to him one day, “have you heard \
          that <em>Netherfield Park</em> is let <i>at <b>last</b></i>?”</p>
          <hr/>
          <p>But <em>I</em> had never seen *so* charming a place<br/>
          as this one\u2060—he said</p>
          """;

  @Test
  void aChapterKeepsEveryTagAndEveryParagraphItsWords() throws Exception {
    assumeTrue(isInstalled() || System.getenv("CI") != null, "apertium is not installed");
    for (var source : Stream.concat(Stream.of(CHAPTER), novelChapters().stream()).toList()) {
      var target = translate(source);
      assertThat(TAG.matcher(target).results().map(m -> m.group()).sorted())
          .containsExactlyElementsOf(
              TAG.matcher(source).results().map(m -> m.group()).sorted().toList());
      assertThat(count(target, '*')).isEqualTo(count(source, '*'));
      assertThat(count(target, '\u00A0')).isEqualTo(count(source, '\u00A0'));
      assertThat(count(target, '\u2060')).isEqualTo(count(source, '\u2060'));
      assertThat(words(target)).isBetween(words(source) * 0.8, words(source) * 1.25);
    }
  }

  private static String translate(String source) throws InterruptedException {
    try (var engine = new ApertiumCliEngine(List.of("apertium"))) {
      var plan =
          new Plan(
              Plan.CURRENT_VERSION, List.of("apertium"), Map.of(), 1, 0,
              Plan.FailurePolicy.FINISH_OTHERS, false, new StoreId("store"));
      var text =
          new SourceText(new EntityRef(EntityType.CHAPTER, UUID.randomUUID()), "I", source, "1");
      var result =
          new PipelineTranslator(List.of(engine), Duration.ofMinutes(2))
              .translate(
                  new Assignment(
                      new NovelId(UUID.randomUUID()), text, LanguagePair.of("en", "es"), plan),
                  new DirectCalls());
      assertThat(result).isInstanceOf(Translation.Accepted.class);
      var accepted = (Translation.Accepted) result;
      assertThat(accepted.warnings()).isEmpty();
      return String.valueOf(accepted.text().body());
    }
  }

  /** The first chapters of an English novel, and of those in the folder TRANSLATION_NOVELS. */
  private static List<String> novelChapters() throws Exception {
    var novels = new ArrayList<>(List.of(SAMPLE));
    var folder = System.getenv("TRANSLATION_NOVELS");
    if (folder != null) {
      try (var files = Files.newDirectoryStream(Path.of(folder), "*.json")) {
        files.forEach(novels::add);
      }
    }
    var chapters = new ArrayList<String>();
    for (var file : novels) {
      var novel = JsonMapper.shared().readTree(file.toFile());
      if (novel.path("lang").asString().equals("en")) {
        novel.path("volumes")
            .get(0)
            .path("chapters")
            .valueStream()
            .limit(4)
            .map(chapter -> chapter.path("content").asString())
            .forEach(chapters::add);
      }
    }
    return chapters;
  }

  private static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, "apertium")));
  }

  private static long count(String text, char c) {
    return text.chars().filter(found -> found == c).count();
  }

  private static double words(String html) {
    return TAG.matcher(html).replaceAll(" ").strip().split("\\s+", -1).length;
  }

  private record DirectCalls() implements EngineCalls {
    @Override
    public Optional<EngineReply.Failure> refusal(String engine) {
      return Optional.empty();
    }

    @Override
    public EngineReply call(TranslationEngine engine, EngineRequest request)
        throws InterruptedException {
      return engine.translate(request);
    }
  }
}
