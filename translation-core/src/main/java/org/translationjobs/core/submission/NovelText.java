package org.translationjobs.core.submission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A novel in one language, to be put into the content tables. */
public record NovelText(
    String slug,
    String lang,
    String title,
    @Nullable String description,
    List<VolumeText> volumes) {
  public NovelText {
    volumes = List.copyOf(volumes);
  }

  public record VolumeText(
      String title, @Nullable String description, List<ChapterText> chapters) {
    public VolumeText {
      chapters = List.copyOf(chapters);
    }
  }

  public record ChapterText(int seq, String title, String content) {}
}
