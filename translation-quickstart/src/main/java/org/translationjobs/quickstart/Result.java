package org.translationjobs.quickstart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.translationjobs.cli.render.ReadableText;
import org.translationjobs.cli.render.SideBySide;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.runtime.TranslationSystem;

/** Shows what a job has put into the content tables. */
final class Result {
  private static final int FIRST_CHAPTER = 6;
  private static final int LAST_CHAPTER = 4;

  private final Screen screen;
  private final LanguagePair pair;
  private final List<EntityRef> entities;
  private final Map<EntityRef, SourceText> sources;
  private final Map<EntityRef, SourceText> translations;

  private Result(
      Screen screen,
      LanguagePair pair,
      List<EntityRef> entities,
      Map<EntityRef, SourceText> sources,
      Map<EntityRef, SourceText> translations) {
    this.screen = screen;
    this.pair = pair;
    this.entities = entities;
    this.sources = sources;
    this.translations = translations;
  }

  /** Reads the promoted rows; of the chapters only the first and the last. */
  static Result read(TranslationSystem system, JobId job, LanguagePair pair, Screen screen) {
    var subtasks = system.views().subtasks(job).stream().filter(SubtaskView::promoted).toList();
    var all = subtasks.stream().flatMap(Result::entity).toList();
    var chapters = all.stream().filter(e -> e.type() == EntityType.CHAPTER).toList();
    var shown = new ArrayList<>(all.stream().filter(e -> e.type() == EntityType.NOVEL).toList());
    if (!chapters.isEmpty()) {
      shown.add(chapters.getFirst());
    }
    if (chapters.size() > 1) {
      shown.add(chapters.getLast());
    }
    return new Result(
        screen, pair, all, system.sourceTexts().read(shown, pair.from()),
        system.sourceTexts().read(shown, pair.to()));
  }

  /** Source and translation next to each other. */
  void showTexts() {
    var columns = new SideBySide(screen.width() - 1, screen.style());
    var most = FIRST_CHAPTER;
    for (var entity : entities) {
      var source = sources.get(entity);
      var translation = translations.get(entity);
      if (source == null || translation == null) {
        continue;
      }
      var chapter = entity.type() == EntityType.CHAPTER;
      screen.line("");
      screen.lines(columns.heading(title(source, pair.from()), title(translation, pair.to())));
      screen.lines(columns.lines(
          paragraphs(source, chapter ? most : 1), paragraphs(translation, chapter ? most : 1)));
      most = chapter ? LAST_CHAPTER : most;
    }
  }

  /** How many rows there are in which table. */
  void showRows() {
    var counts = new LinkedHashMap<EntityType, Integer>();
    for (var type : List.of(EntityType.NOVEL, EntityType.VOLUME, EntityType.CHAPTER)) {
      counts.put(type, (int) entities.stream().filter(e -> e.type() == type).count());
    }
    counts.forEach((type, count) -> screen.line(
        "  %-22s %5d row%s  lang = '%s'".formatted(
            type.columnValue() + "_translations", count, count == 1 ? " " : "s", pair.to())));
  }

  private static Stream<EntityRef> entity(SubtaskView subtask) {
    return EntityType.fromColumn(subtask.entityType())
        .map(type -> new EntityRef(type, subtask.entityId()))
        .stream();
  }

  private static String title(SourceText text, String lang) {
    return (text.title() == null ? "" : text.title()) + "  (" + lang + ")";
  }

  private static List<String> paragraphs(SourceText text, int most) {
    var all = text.body() == null ? List.<String>of() : ReadableText.paragraphs(text.body());
    if (all.size() <= most) {
      return all;
    }
    var shown = new ArrayList<>(all.subList(0, most));
    shown.add("…");
    return shown;
  }
}
