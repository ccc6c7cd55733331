package org.translationjobs.postgres;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.translationjobs.core.job.EntityType;

/**
 * The tables of the integration guide as this database has them, and the SQL that names them.
 *
 * @param novels
 *          volumes and chapters too: empty where there is no table from which the parts of a novel
 *          are known
 * @param rendered
 *          templates as SQL
 * @param fields
 *          what the rows of a template have
 */
record Guide(
    Table jobs,
    Table subtasks,
    Map<EntityType, ContentTable> texts,
    Optional<Table> novels,
    Optional<Table> volumes,
    Optional<Table> chapters,
    boolean lz4,
    Map<String, String> rendered,
    Map<String, Field<?>[]> fields) {
  private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)\\}");

  static Guide of(
      Table jobs,
      Table subtasks,
      Map<EntityType, ContentTable> texts,
      Optional<Table> novels,
      Optional<Table> volumes,
      Optional<Table> chapters,
      boolean lz4) {
    return new Guide(
        jobs, subtasks, texts, novels, volumes, chapters, lz4, new ConcurrentHashMap<>(),
        new ConcurrentHashMap<>());
  }

  ContentTable texts(EntityType type) {
    return Objects.requireNonNull(texts.get(type));
  }

  /** Whether it can be known to which novel an entity belongs. */
  boolean knowsNovelParts() {
    return volumes.filter(t -> t.has("id") && t.has("novel_id")).isPresent()
        && chapters.filter(t -> t.has("id") && t.has("volume_id")).isPresent();
  }

  /**
   * Fills in a template: {@code {jobs}} and {@code {subtasks}} are table names, {@code {now
   * jobs.updated_at}} is the current time as that column wants it, {@code {at jobs.created_at j}} is
   * the column of alias {@code j} read as a point in time, {@code {ops}} is our schema.
   */
  String sql(String template) {
    return rendered.computeIfAbsent(
        template,
        t -> BRACES.matcher(t).replaceAll(m -> Matcher.quoteReplacement(fill(m.group(1)))));
  }

  private String fill(String expression) {
    var words = expression.split("[ .]", -1);
    return switch (words[0]) {
      case "ops" -> PostgresSettings.OPS_SCHEMA;
      case "now" -> table(words[1]).now(words[2]);
      case "at" -> table(words[1]).instant(words[3], words[2]);
      default -> table(words[0]).sqlName();
    };
  }

  private Table table(String name) {
    return switch (name) {
      case "jobs" -> jobs;
      case "subtasks" -> subtasks;
      case "novels" -> novels.orElseThrow();
      case "volumes" -> volumes.orElseThrow();
      case "chapters" -> chapters.orElseThrow();
      default -> throw new IllegalArgumentException("no table is called {" + name + "}");
    };
  }
}
