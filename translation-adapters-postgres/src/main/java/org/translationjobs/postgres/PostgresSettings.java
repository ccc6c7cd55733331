package org.translationjobs.postgres;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How the tables of the other services are called, and how long statements may take. The one place
 * where table and column names are configured.
 *
 * @param schema
 *          where those tables lie; empty: found through the connection's search path
 * @param statementTimeout
 *          for every statement
 * @param lockTimeout
 *          for waiting on rows that others hold
 * @param promotionTimeout
 *          for every statement of a promotion, and for the wait for another promotion of the novel; no
 *          promotion says nothing for longer, or for longer than 15 s
 */
public record PostgresSettings(
    String schema,
    String jobs,
    String subtasks,
    String novels,
    String volumes,
    String chapters,
    Texts novelTexts,
    Texts volumeTexts,
    Texts chapterTexts,
    Duration statementTimeout,
    Duration lockTimeout,
    Duration promotionTimeout) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]{0,62}");

  /** The names of the integration guide; 10 s, 5 s and 60 s. */
  public static final PostgresSettings DEFAULTS = new PostgresSettings(
      "",
      "translation_jobs",
      "translation_subtasks",
      "novels",
      "volumes",
      "chapters",
      new Texts("novel_translations", "novel_id", "lang", "title", "description"),
      new Texts("volume_translations", "volume_id", "lang", "title", "description"),
      new Texts("chapter_translations", "chapter_id", "lang", "title", "content"),
      Duration.ofSeconds(10),
      Duration.ofSeconds(5),
      Duration.ofSeconds(60));

  /** The schema of our own tables. */
  public static final String OPS_SCHEMA = "translation_ops";

  public PostgresSettings {
    if (!schema.isEmpty()) {
      checkName(schema);
    }
    checkName(jobs);
    checkName(subtasks);
    checkName(novels);
    checkName(volumes);
    checkName(chapters);
  }

  public PostgresSettings withSchema(String name) {
    return new PostgresSettings(
        name, jobs, subtasks, novels, volumes, chapters, novelTexts, volumeTexts, chapterTexts,
        statementTimeout, lockTimeout, promotionTimeout);
  }

  /** With other time limits. */
  public PostgresSettings withTimeouts(Duration statement, Duration lock, Duration promotion) {
    return new PostgresSettings(
        schema, jobs, subtasks, novels, volumes, chapters, novelTexts, volumeTexts, chapterTexts,
        statement, lock, promotion);
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a table or column: '" + name + "'");
    }
  }

  /**
   * A content table: one row of text for each entity and language.
   *
   * @param entity
   *          the column with the id of the novel, volume or chapter
   * @param body
   *          the column with a chapter's content or a description
   */
  public record Texts(String table, String entity, String lang, String title, String body) {
    public Texts {
      checkName(table);
      checkName(entity);
      checkName(lang);
      checkName(title);
      checkName(body);
    }
  }
}
