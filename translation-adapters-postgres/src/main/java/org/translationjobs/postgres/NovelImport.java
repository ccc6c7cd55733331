package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.submission.NovelText;

/** Inserts one novel into the content tables, as far as their columns are known to us. */
final class NovelImport {
  private static final int LONGEST_SHOWN = 60;

  private final Sql sql;
  private final NovelText novel;
  private final UUID id = UUID.randomUUID();
  private final List<Part> volumes = new ArrayList<>();
  private final List<Part> chapters = new ArrayList<>();

  NovelImport(Sql sql, NovelText novel) {
    this.sql = sql;
    this.novel = novel;
  }

  NovelId insert() {
    var guide = sql.guide();
    if (guide.novels().isEmpty() || !guide.knowsNovelParts()) {
      throw new TranslationJobsException(
          "a novel can only be imported where the tables of novels, volumes and chapters have the"
              + " columns id, novel_id and volume_id of the integration guide");
    }
    collect();
    var whole = List.of(new Part(id, id, null, novel.title(), novel.description()));
    insertParts(guide.novels().get(), "", whole);
    insertParts(guide.volumes().orElseThrow(), "novel_id", volumes);
    insertParts(guide.chapters().orElseThrow(), "volume_id", chapters);
    insertTexts(EntityType.NOVEL, whole);
    insertTexts(EntityType.VOLUME, volumes);
    insertTexts(EntityType.CHAPTER, chapters);
    return new NovelId(id);
  }

  private void collect() {
    for (var volume : novel.volumes()) {
      var part = new Part(
          UUID.randomUUID(), id, volumes.size() + 1, volume.title(), volume.description());
      volumes.add(part);
      for (var chapter : volume.chapters()) {
        chapters.add(
            new Part(
                UUID.randomUUID(), part.id(), chapter.seq(), chapter.title(), chapter.content()));
      }
    }
  }

  private void insertParts(Table table, String parentColumn, List<Part> parts) {
    var columns = new ArrayList<>(List.of("id"));
    var values = new ArrayList<>(List.of("u.id"));
    if (!parentColumn.isEmpty()) {
      columns.add(parentColumn);
      values.add("u.parent");
    }
    if (table.has("seq") && !parentColumn.isEmpty()) {
      columns.add("seq");
      values.add("u.seq");
    }
    if (table.has("slug") && parentColumn.isEmpty()) {
      columns.add("slug");
      values.add("?::text");
    }
    for (var time : List.of("created_at", "updated_at")) {
      table.column(time).filter(c -> c.isTimestamp() && !c.generated()).ifPresent(c -> {
        columns.add(time);
        values.add(table.now(time));
      });
    }
    refuseUnknown(table, columns);
    var arguments = new ArrayList<@Nullable Object>();
    if (columns.contains("slug")) {
      refuse("novel", novel.title(), table.refusal("slug", novel.slug()));
      arguments.add(novel.slug());
    }
    arguments.add(Sql.uuids(parts, Part::id));
    arguments.add(Sql.uuids(parts, Part::parent));
    arguments.add(parts.stream().map(Part::seq).toArray(Integer[]::new));
    sql.change(
        "insert into %s (%s) select %s from unnest(?, ?, ?) u (id, parent, seq)".formatted(
            table.sqlName(),
            String.join(", ", columns.stream().map(Table::quoted).toList()),
            String.join(", ", values)),
        arguments.toArray());
  }

  private static void refuseUnknown(Table table, List<String> columns) {
    var unknown = table.columns()
        .values()
        .stream()
        .filter(c -> c.mustBeGiven() && !columns.contains(c.name()))
        .map(Table.Column::name)
        .sorted()
        .toList();
    if (!unknown.isEmpty()) {
      throw new TranslationJobsException(
          "a novel cannot be imported: nothing tells what belongs into the columns "
              + String.join(", ", unknown) + " of " + table.name());
    }
  }

  private void insertTexts(EntityType type, List<Part> parts) {
    var table = sql.guide().texts(type);
    refuse("novel", novel.title(), table.table().refusal(table.names().lang(), novel.lang()));
    for (var part : parts) {
      refuse(type.columnValue(), part.title(), table.refusal(part.title(), part.body()));
    }
    var columns = new StringBuilder();
    var values = new StringBuilder();
    for (var filled : table.filledOnInsert()) {
      columns.append(", ").append(Table.quoted(filled.column()));
      values.append(", ").append(filled.value());
    }
    sql.change(
        """
        insert into %s (%s, %s, %s, %s%s)
        select u.entity, ?, u.title, u.body%s from unnest(?, ?, ?) u (entity, title, body)
        """.formatted(
            table.table().sqlName(), table.entity(), table.lang(), table.title(), table.body(),
            columns, values),
        novel.lang(), Sql.uuids(parts, Part::id), texts(parts, Part::title),
        texts(parts, Part::body));
  }

  private static void refuse(String what, String title, Optional<String> refusal) {
    refusal.ifPresent(reason -> {
      throw new TranslationJobsException(
          what + " '" + shortened(title) + "' cannot be imported: " + reason);
    });
  }

  private static String shortened(String title) {
    return title.codePointCount(0, title.length()) <= LONGEST_SHOWN
        ? title
        : title.substring(0, title.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
  }

  private static @Nullable String[] texts(
      List<Part> parts, Function<Part, @Nullable String> text) {
    return Sql.texts(parts, text);
  }

  private record Part(
      UUID id, UUID parent, @Nullable Integer seq, String title, @Nullable String body) {}
}
