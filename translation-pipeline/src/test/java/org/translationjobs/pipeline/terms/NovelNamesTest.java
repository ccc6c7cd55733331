package org.translationjobs.pipeline.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.pipeline.SegmentTexts;
import tools.jackson.databind.json.JsonMapper;

/** The names of whole novels, where the folder TRANSLATION_NOVELS has them. */
class NovelNamesTest {
  private static final int SHOWN = 40;

  @ParameterizedTest
  @CsvSource({
      "pride-and-prejudice, en, Elizabeth;Darcy;Bennet;Bingley;Longbourn;Netherfield;Lady Catherine;Colonel Fitzwilliam;Meryton;Pemberley;Rosings",
      "don-quijote, es, Sancho;Dulcinea;Rocinante;Panza;Toboso;Camila;Lotario;Anselmo;Dorotea;Luscinda"})
  void theMostFrequentNamesAreThoseThatATranslatorWants(
      String name, String language, String wanted) throws Exception {
    var folder = System.getenv().getOrDefault("TRANSLATION_NOVELS", "");
    var file = Path.of(folder, name + ".json");
    Assumptions.assumeTrue(!folder.isEmpty() && Files.exists(file));
    var candidates = new NameCandidates();
    for (var volume : JsonMapper.shared().readTree(Files.readString(file)).path("volumes")) {
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
        name + ": " + names.size() + " names; "
            + names.stream()
                .limit(Integer.getInteger("terms.shown", SHOWN))
                .map(c -> c.source() + " " + c.occurrences() + (c.note().isEmpty() ? ""
                    : " (" + c.note() + ")"))
                .collect(Collectors.joining(", ")));
    assertThat(names.stream().limit(2 * SHOWN).map(TermCandidate::source))
        .containsAll(List.of(wanted.split(";")));
  }
}
