package org.translationjobs.pipeline.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.pipeline.SegmentTexts;
import tools.jackson.databind.json.JsonMapper;

/** The sample of the quickstart always, and whole novels of the folder {@code TRANSLATION_NOVELS}. */
class NovelNamesTest {
  private static final int SHOWN = 40;
  private static final Path SAMPLE = Path.of(
      "../translation-quickstart/src/main/resources/org/translationjobs/quickstart/sample-novel.json");

  static Stream<Arguments> novels() {
    var folder = System.getenv().getOrDefault("TRANSLATION_NOVELS", "");
    return Stream.of(
        arguments(SAMPLE, "en", List.of("Mara", "Pim", "Low Harbour")),
        arguments(
            Path.of(folder, "pride-and-prejudice.json"), "en",
            List.of(
                "Elizabeth", "Darcy", "Bennet", "Bingley", "Longbourn", "Netherfield",
                "Lady Catherine", "Colonel Fitzwilliam", "Meryton", "Pemberley", "Rosings")),
        arguments(
            Path.of(folder, "don-quijote.json"), "es",
            List.of(
                "Sancho", "Dulcinea", "Rocinante", "Panza", "Toboso", "Camila", "Lotario",
                "Anselmo", "Dorotea", "Luscinda")))
        .filter(novel -> Files.exists((Path) novel.get()[0]));
  }

  @ParameterizedTest
  @MethodSource("novels")
  void theMostFrequentNamesAreThoseThatATranslatorWants(
      Path novel, String language, List<String> wanted) throws Exception {
    var candidates = new NameCandidates();
    for (var volume : JsonMapper.shared().readTree(Files.readString(novel)).path("volumes")) {
      for (var chapter : volume.path("chapters")) {
        candidates.add(
            SegmentTexts.of(
                new SourceText(
                    new EntityRef(EntityType.CHAPTER, new UUID(1, 1)),
                    chapter.path("title").asString(""), chapter.path("content").asString(""), "1"),
                language, 5_000));
      }
    }
    var names = candidates.best(2);
    System.out.println(
        novel.getFileName() + ": " + names.size() + " names; "
            + names.stream()
                .limit(Integer.getInteger("terms.shown", SHOWN))
                .map(c -> c.source() + " " + c.occurrences() + (c.note().isEmpty() ? ""
                    : " (" + c.note() + ")"))
                .collect(Collectors.joining(", ")));
    assertThat(names.stream().limit(2 * SHOWN).map(TermCandidate::source))
        .containsAll(wanted);
  }
}
