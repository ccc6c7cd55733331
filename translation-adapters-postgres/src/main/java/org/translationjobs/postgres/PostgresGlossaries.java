package org.translationjobs.postgres;

import java.util.List;
import org.jooq.Record;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.GlossaryConflict;
import org.translationjobs.core.glossary.GlossaryRevision;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;

/** Glossaries in {@code translation_ops}; a change holds the row of its glossary. */
final class PostgresGlossaries implements Glossaries {
  private static final String TERMS =
      """
      select source, target, kind, note, locked, origin from {ops}.glossary_terms
      where novel_id = ? and from_lang = ? and target_lang = ?
        and since_version <= ? and (until_version is null or until_version > ?)
      order by source
      """;

  private final Database database;

  PostgresGlossaries(Database database) {
    this.database = database;
  }

  @Override
  public Glossary current(NovelId novel, LanguagePair languages) {
    return database.transaction(
        "read the glossary of novel " + novel,
        sql -> sql.row(
            """
            select version from {ops}.glossaries
            where novel_id = ? and from_lang = ? and target_lang = ? for share
            """,
            novel.value(), languages.from(), languages.to())
            .map(row -> read(sql, novel, languages, version(row)))
            .orElse(Glossary.EMPTY));
  }

  @Override
  public Glossary at(NovelId novel, LanguagePair languages, long version) {
    return version == 0
        ? Glossary.EMPTY
        : database.statement(
            "read version " + version + " of the glossary of novel " + novel,
            sql -> read(sql, novel, languages, version));
  }

  @Override
  public GlossaryRevision change(
      NovelId novel, LanguagePair languages, List<? extends GlossaryChange> changes) {
    return database.transaction("change the glossary of novel " + novel, sql -> {
      sql.change(
          """
          insert into {ops}.glossaries (novel_id, from_lang, target_lang) values (?, ?, ?)
          on conflict do nothing
          """,
          novel.value(), languages.from(), languages.to());
      var version =
          version(
              sql.one(
                  """
                  select version from {ops}.glossaries
                  where novel_id = ? and from_lang = ? and target_lang = ? for update
                  """,
                  novel.value(), languages.from(), languages.to()));
      var revision = GlossaryRevision.of(read(sql, novel, languages, version), changes);
      if (revision.isChanged()) {
        write(sql, novel, languages, revision);
      }
      revision.conflicts().forEach(conflict -> write(sql, novel, languages, conflict));
      return revision;
    });
  }

  private static void write(
      Sql sql, NovelId novel, LanguagePair languages, GlossaryRevision revision) {
    var version = revision.glossary().version();
    sql.change(
        """
        update {ops}.glossaries set version = ?
        where novel_id = ? and from_lang = ? and target_lang = ?
        """,
        version, novel.value(), languages.from(), languages.to());
    sql.change(
        """
        update {ops}.glossary_terms set until_version = ?
        where novel_id = ? and from_lang = ? and target_lang = ? and until_version is null
          and source = any(?)
        """,
        version, novel.value(), languages.from(), languages.to(),
        Sql.texts(revision.ended(), Term::source));
    var begun = revision.begun();
    sql.change(
        """
        insert into {ops}.glossary_terms (novel_id, from_lang, target_lang, since_version,
          source, target, kind, note, locked, origin)
        select ?, ?, ?, ?, t.source, t.target, t.kind, t.note, t.locked::boolean, t.origin
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as t (source, target, kind, note, locked, origin)
        """,
        novel.value(), languages.from(), languages.to(), version,
        Sql.texts(begun, Term::source), Sql.texts(begun, Term::target),
        Sql.texts(begun, term -> term.kind().name()), Sql.texts(begun, Term::note),
        Sql.texts(begun, term -> String.valueOf(term.locked())),
        Sql.texts(begun, term -> term.origin().name()));
  }

  private static void write(
      Sql sql, NovelId novel, LanguagePair languages, GlossaryConflict conflict) {
    var kept = conflict.kept();
    var other = conflict.other();
    sql.change(
        """
        insert into {ops}.glossary_conflicts (novel_id, from_lang, target_lang, source,
          target, kind, note, locked, origin,
          kept_target, kept_kind, kept_note, kept_locked, kept_origin)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        novel.value(), languages.from(), languages.to(), kept.source(),
        other.target(), other.kind().name(), other.note(), other.locked(), other.origin().name(),
        kept.target(), kept.kind().name(), kept.note(), kept.locked(), kept.origin().name());
  }

  @Override
  public List<GlossaryConflict> conflicts(NovelId novel, LanguagePair languages, int atMost) {
    return database.statement(
        "read the conflicts of the glossary of novel " + novel,
        sql -> sql.rows(
            """
            select * from {ops}.glossary_conflicts
            where novel_id = ? and from_lang = ? and target_lang = ?
            order by conflict_id desc limit ?
            """,
            novel.value(), languages.from(), languages.to(), atMost))
        .stream()
        .map(row -> new GlossaryConflict(term(row, "kept_"), term(row, "")))
        .toList();
  }

  private static Glossary read(Sql sql, NovelId novel, LanguagePair languages, long version) {
    return new Glossary(
        version,
        sql.rows(
            TERMS, novel.value(), languages.from(), languages.to(), version, version)
            .stream()
            .map(row -> term(row, ""))
            .toList());
  }

  private static Term term(Record row, String prefix) {
    return new Term(
        Sql.text(row, "source"),
        Sql.text(row, prefix + "target"),
        Term.Kind.valueOf(Sql.text(row, prefix + "kind")),
        Sql.text(row, prefix + "note"),
        Sql.flag(row, prefix + "locked"),
        Term.Origin.valueOf(Sql.text(row, prefix + "origin")));
  }

  private static long version(Record row) {
    return row.get("version", Long.class);
  }
}
