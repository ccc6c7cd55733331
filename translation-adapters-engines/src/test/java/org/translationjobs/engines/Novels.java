package org.translationjobs.engines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.text.SourceText;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real text: the sample of the quickstart always, and the novels in the folder that the environment
 * variable {@code TRANSLATION_NOVELS} names: the first chapters of each, or all of them when the
 * system property {@code novels.whole} is true.
 */
public final class Novels {
  private static final Path SAMPLE =
      Path.of(
          "../translation-quickstart/src/main/resources/org/translationjobs/quickstart/sample-novel.json");
  private static final int CHAPTERS = Boolean.getBoolean("novels.whole") ? Integer.MAX_VALUE : 10;

  private Novels() {}

  public record Chapter(String novel, int number, LanguagePair languages, String content) {
    public SourceText text() {
      return new SourceText(
          new EntityRef(EntityType.CHAPTER, UUID.randomUUID()), null, content, "1");
    }

    @Override
    public String toString() {
      return novel + ", chapter " + number;
    }
  }

  public static List<Chapter> chapters() throws Exception {
    var files = new ArrayList<>(List.of(SAMPLE));
    var folder = System.getenv("TRANSLATION_NOVELS");
    if (folder != null) {
      try (var found = Files.newDirectoryStream(Path.of(folder), "*.json")) {
        found.forEach(files::add);
      }
    }
    var chapters = new ArrayList<Chapter>();
    for (var file : files) {
      var novel = JsonMapper.shared().readTree(file.toFile());
      var isSpanish = novel.path("lang").asString().equals("es");
      var languages = isSpanish ? LanguagePair.of("es", "en") : LanguagePair.of("en", "es");
      var contents =
          novel.path("volumes")
              .valueStream()
              .flatMap(volume -> volume.path("chapters").valueStream())
              .limit(CHAPTERS)
              .map(chapter -> chapter.path("content").asString())
              .toList();
      for (var content : contents) {
        chapters.add(
            new Chapter(
                novel.path("title").asString(), chapters.size() + 1, languages, content));
      }
    }
    return chapters;
  }

  public static boolean isApertiumInstalled() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, "apertium")));
  }
}
