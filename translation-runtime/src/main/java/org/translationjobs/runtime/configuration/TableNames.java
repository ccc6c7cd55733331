package org.translationjobs.runtime.configuration;

import java.util.regex.Pattern;
import org.translationjobs.postgres.PostgresSettings;
import org.translationjobs.postgres.PostgresSettings.Texts;

/** What the other services' tables and columns are called. */
final class TableNames {
  private static final String NAME = "a name of letters, digits and underscores";
  private static final Pattern TEXTS =
      Pattern.compile(
          "([^(),\\s]+)\\(\\s*([^(),\\s]+)\\s*,\\s*([^(),\\s]+)\\s*,\\s*([^(),\\s]+)\\s*,"
              + "\\s*([^(),\\s]+)\\s*\\)");

  private TableNames() {}

  static PostgresSettings read(Environment environment) {
    var d = PostgresSettings.DEFAULTS;
    return new PostgresSettings(
        name(environment, Variables.DATABASE_SCHEMA, d.schema()),
        name(environment, Variables.JOBS_TABLE, d.jobs()),
        name(environment, Variables.SUBTASKS_TABLE, d.subtasks()),
        name(environment, Variables.NOVELS_TABLE, d.novels()),
        name(environment, Variables.VOLUMES_TABLE, d.volumes()),
        name(environment, Variables.CHAPTERS_TABLE, d.chapters()),
        texts(environment, Variables.NOVEL_TEXTS_TABLE, d.novelTexts()),
        texts(environment, Variables.VOLUME_TEXTS_TABLE, d.volumeTexts()),
        texts(environment, Variables.CHAPTER_TEXTS_TABLE, d.chapterTexts()),
        d.statementTimeout(),
        d.lockTimeout(),
        d.promotionTimeout());
  }

  private static String name(Environment environment, Variable variable, String byDefault) {
    var name = environment.text(variable, byDefault);
    try {
      // refuses what no table may be called
      PostgresSettings.DEFAULTS.withSchema(name);
      return name;
    } catch (IllegalArgumentException e) {
      throw Environment.refused(variable, name, NAME);
    }
  }

  private static Texts texts(Environment environment, Variable variable, Texts byDefault) {
    var value = environment.text(variable);
    if (value.isEmpty()) {
      return byDefault;
    }
    var parts = TEXTS.matcher(value.get());
    try {
      if (parts.matches()) {
        return new Texts(
            parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5));
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw Environment.refused(
        variable, value.get(), "table(entity id, language, title, text), for example "
            + variable.defaultText());
  }
}
