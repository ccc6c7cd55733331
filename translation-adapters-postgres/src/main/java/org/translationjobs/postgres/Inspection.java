package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
  private final List<String> problems = new ArrayList<>();

  private final List<String> missingTables = new ArrayList<>();

  private Inspection(DSLContext context, PostgresSettings settings) {
    this.context = context;
    this.settings = settings;
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
    var path = (settings.schema().isEmpty() ? "" : Table.quoted(settings.schema()) + ".")
        + Table.quoted(name);
    var found = context.resultQuery(
        """
        select c.oid::bigint as oid, n.nspname as schema, c.relname as name
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.oid = to_regclass(?) and c.relkind in ('r', 'p', 'v', 'f')
        """,
        path).fetchOptional();
    return found.map(row -> {
      var oid = row.get("oid", Long.class);
      return new Table(
          name,
          Table.quoted(row.get("schema", String.class)) + "." + Table.quoted(name),
          columns(oid),
          uniques(oid),
          indexes(oid));
    });
  }

  private Map<String, Table.Column> columns(long oid) {
    var columns = new TreeMap<String, Table.Column>();
    for (var row : context.resultQuery(
        """
        select a.attname as name,
          format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type,
          case when coalesce(nullif(t.typbasetype, 0), t.oid) in
              ('varchar'::regtype, 'bpchar'::regtype)
            then greatest(case when t.typtype = 'd' then t.typtypmod else a.atttypmod end - 4, -1)
            else -1 end as length,
          a.attnotnull or t.typnotnull as not_null,
          a.atthasdef or a.attidentity <> '' or a.attgenerated <> '' or t.typdefault is not null
            as filled,
          a.attgenerated <> '' or a.attidentity = 'a' as generated
        from pg_catalog.pg_attribute a
        join pg_catalog.pg_type t on t.oid = a.atttypid
        where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
        """,
        oid).fetch()) {
      var name = row.get("name", String.class);
      columns.put(
          name,
          new Table.Column(
              name,
              row.get("type", String.class),
              row.get("length", Integer.class),
              Sql.flag(row, "not_null"),
              Sql.flag(row, "filled"),
              Sql.flag(row, "generated")));
    }
    return columns;
  }

  private Set<Set<String>> uniques(long oid) {
    var uniques = new HashSet<Set<String>>();
    indexRows(oid, "and i.indisunique and i.indimmediate").forEach(c -> uniques.add(Set.copyOf(c)));
    return uniques;
  }

  private List<List<String>> indexes(long oid) {
    return indexRows(oid, "");
  }

  private List<List<String>> indexRows(long oid, String condition) {
    return context.resultQuery(
        """
        select array(
          select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(attnum, position)
          join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
          where k.position <= i.indnkeyatts order by k.position) as columns
        from pg_catalog.pg_index i
        where i.indrelid = ? and i.indpred is null and i.indexprs is null and i.indisvalid
        """ + condition,
        oid)
        .fetch()
        .stream()
        .map(row -> Arrays.asList(row.get("columns", String[].class)))
        .filter(columns -> !columns.isEmpty())
        .toList();
  }

  private boolean hasLz4() {
    return context.resultQuery(
        """
        select 1 from pg_catalog.pg_settings
        where name = 'default_toast_compression' and 'lz4' = any(enumvals)
        """).fetchOptional().isPresent();
  }
}
