package org.translationjobs.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates the tables of the integration guide for a new installation; never changes existing ones. */
final class GuideSchema {
  private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)\\}");

  private final Database database;
  private final PostgresSettings settings;

  GuideSchema(Database database) {
    this.database = database;
    this.settings = database.settings();
  }

  void create(boolean withIndexes) {
    var statements = new ArrayList<>(tables());
    if (withIndexes) {
      statements.addAll(indexes());
    }
    database.plain("create the tables of the integration guide", context -> {
      context.transaction(
          configuration -> statements.forEach(sql -> configuration.dsl().execute(sql)));
      return statements.size();
    });
  }

  /** What helps at scale; the names are those that PostgreSQL or SQLAlchemy would choose. */
  List<String> indexes() {
    return List.of(
        index(settings.jobs(), "novel_id"),
        index(settings.jobs(), "status"),
        index(settings.subtasks(), "job_id"),
        index(settings.volumes(), "novel_id"),
        index(settings.chapters(), "volume_id"));
  }

  /** For a table that exists already. */
  String index(Table table, String column) {
    return "CREATE INDEX CONCURRENTLY ON " + table.sqlName() + " (" + Table.quoted(column) + ")";
  }

  private String index(String table, String column) {
    return "CREATE INDEX IF NOT EXISTS " + Table.quoted("ix_" + table + "_" + column) + " ON "
        + qualified(table) + " (" + Table.quoted(column) + ")";
  }

  private List<String> tables() {
    return List.of(
        BRACES.matcher(resource())
            .replaceAll(m -> Matcher.quoteReplacement(name(m.group(1))))
            .strip()
            .split(";\\s*"));
  }

  private String name(String expression) {
    var words = expression.split(" ", -1);
    return words.length == 1 ? tableName(words[0]) : textsName(words[0], words[1]);
  }

  private String tableName(String word) {
    return qualified(switch (word) {
      case "novels" -> settings.novels();
      case "volumes" -> settings.volumes();
      case "chapters" -> settings.chapters();
      case "jobs" -> settings.jobs();
      default -> settings.subtasks();
    });
  }

  private String textsName(String entity, String word) {
    var texts = switch (entity) {
      case "novel" -> settings.novelTexts();
      case "volume" -> settings.volumeTexts();
      default -> settings.chapterTexts();
    };
    return switch (word) {
      case "texts" -> qualified(texts.table());
      case "entity" -> Table.quoted(texts.entity());
      case "lang" -> Table.quoted(texts.lang());
      case "title" -> Table.quoted(texts.title());
      default -> Table.quoted(texts.body());
    };
  }

  private String qualified(String table) {
    return settings.schema().isEmpty()
        ? Table.quoted(table)
        : Table.quoted(settings.schema()) + "." + Table.quoted(table);
  }

  private static String resource() {
    try (var in = Objects.requireNonNull(
        GuideSchema.class.getResourceAsStream("guide-tables.sql"), "guide-tables.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
