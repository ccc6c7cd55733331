package org.translationjobs.benchmarks.scene;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * A novel from a file as {@code translation-cli import} takes it.
 *
 * @param chapters
 *          their contents, in order
 */
public record Novel(List<String> chapters) {
  public Novel {
    chapters = List.copyOf(chapters);
  }

  public static Novel read(Path file) {
    var chapters = new ArrayList<String>();
    for (var volume : new JsonMapper().readTree(file).path("volumes")) {
      for (var chapter : volume.path("chapters")) {
        chapters.add(chapter.path("content").asString());
      }
    }
    return new Novel(chapters);
  }

  /** The first of its chapters. */
  public Novel first(int count) {
    return new Novel(chapters.subList(0, Math.min(count, chapters.size())));
  }
}
