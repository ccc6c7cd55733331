package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.job.EntityType;

/** Reads the columns and indexes of the other services' tables, and refuses what cannot work. */
final class Inspection {
  static final List<String> JOB_COLUMNS = List.of(
      "id", "novel_id", "from_lang", "target_lang", "status", "progress", "total_subtasks",
      "completed_subtasks", "staging_prefix", "error_message", "created_by", "started_at",
      "finished_at", "created_at", "updated_at");
  static final List<String> SUBTASK_COLUMNS = List.of(
      "id", "job_id", "entity_type", "entity_id", "parent_volume_id", "seq", "priority", "status",
      "result_path", "result_text", "error_message", "started_at", "finished_at", "created_at",
      "updated_at");

  private static final int NAMED_TABLES = 2;

  private final DSLContext context;
  private final PostgresSettings settings;
  private final Map<String, Table> tables;
  private final List<String> problems = new ArrayList<>();

  private final List<String> missingTables = new ArrayList<>();

  private Inspection(DSLContext context, PostgresSettings settings) {
    this.context = context;
    this.settings = settings;
    this.tables = new TableReader(context, settings.schema()).read(names(settings));
  }

  private static List<String> names(PostgresSettings settings) {
    return Stream.of(
        settings.jobs(), settings.subtasks(), settings.novels(), settings.volumes(),
        settings.chapters(), settings.novelTexts().table(), settings.volumeTexts().table(),
        settings.chapterTexts().table()).distinct().toList();
  }

  /** @throws TranslationJobsException naming what is missing or unfit */
  static Guide of(DSLContext context, PostgresSettings settings) {
    var inspection = new Inspection(context, settings);
    var guide = inspection.inspect();
    if (!inspection.problems.isEmpty() || guide.isEmpty()) {
      throw new TranslationJobsException(inspection.refusal());
    }
    return guide.get();
  }

  /** Everything that {@link #of} would refuse; empty when there is nothing. */
  static List<String> problems(DSLContext context, PostgresSettings settings) {
    var inspection = new Inspection(context, settings);
    inspection.inspect();
    return inspection.problems;
  }

  /** Short where tables are missing: most of the time it is the wrong database, or a new one. */
  private String refusal() {
    if (missingTables.isEmpty()) {
      return String.join("; ", problems);
    }
    var named = missingTables.stream().limit(NAMED_TABLES).collect(Collectors.joining(", "));
    var more = missingTables.size() - NAMED_TABLES;
    return "the database has no " + named + (more > 0 ? " (and " + more + " more)" : "")
        + " that this user sees: check DATABASE_URL and DATABASE_SCHEMA, or "
        + SqlErrors.CREATE_TABLES;
  }

  private Optional<Guide> inspect() {
    var jobs = required(settings.jobs(), JOB_COLUMNS);
    var subtasks = required(settings.subtasks(), SUBTASK_COLUMNS);
    var texts = new EnumMap<EntityType, ContentTable>(EntityType.class);
    for (var type : EntityType.values()) {
      content(type).ifPresent(found -> texts.put(type, found));
    }
    if (jobs.isEmpty() || subtasks.isEmpty() || texts.size() < EntityType.values().length) {
      return Optional.empty();
    }
    uuids(jobs.get(), "id", "novel_id");
    uuids(subtasks.get(), "id", "job_id", "entity_id");
    return Optional.of(
        Guide.of(
            jobs.get(), subtasks.get(), texts, table(settings.novels()),
            table(settings.volumes()), table(settings.chapters()), hasLz4()));
  }

  private Optional<ContentTable> content(EntityType type) {
    var names = switch (type) {
      case NOVEL -> settings.novelTexts();
      case VOLUME -> settings.volumeTexts();
      case CHAPTER -> settings.chapterTexts();
    };
    return required(
        names.table(), List.of(names.entity(), names.lang(), names.title(), names.body()))
        .map(table -> {
          var content = new ContentTable(type, table, names);
          uuids(table, names.entity());
          for (var column : content.unknownColumns()) {
            problems.add(
                "the column " + table.name() + "." + column
                    + " is NOT NULL without a default, and nothing tells what belongs there: give"
                    + " it a default");
          }
          return content;
        });
  }

  private Optional<Table> required(String name, List<String> columns) {
    var table = table(name);
    if (table.isEmpty()) {
      missingTables.add(name);
      problems.add("the table " + name + " is missing, or this user must not see its schema");
      return Optional.empty();
    }
    var missing = columns.stream().filter(c -> !table.get().has(c)).toList();
    if (!missing.isEmpty()) {
      problems.add("the table " + name + " lacks the columns " + String.join(", ", missing));
      return Optional.empty();
    }
    return table;
  }

  private void uuids(Table table, String... columns) {
    for (var name : columns) {
      var type = table.column(name).map(Table.Column::type).orElse("");
      if (!type.equals("uuid")) {
        problems.add(
            "the column " + table.name() + "." + name + " has the type " + type
                + " instead of uuid");
      }
    }
  }

  private Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  private boolean hasLz4() {
    return context.resultQuery(
        """
        select 1 from pg_catalog.pg_settings
        where name = 'default_toast_compression' and 'lz4' = any(enumvals)
        """).fetchOptional().isPresent();
  }
}
