package org.translationjobs.postgres;

import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryCount;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.MemoryWords;
import org.translationjobs.core.memory.Remembered;
import org.translationjobs.core.memory.RememberedText;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.text.TextHash;

/** Accepted segments in {@code translation_ops.memory_segments}. */
final class PostgresTranslationMemory implements TranslationMemory {
  private static final HexFormat HEX = HexFormat.of();
  private static final String COLUMNS =
      "memory_key, from_lang, target_lang, entity_type, entity_id, source, target, engine, warnings";

  private final Database database;

  PostgresTranslationMemory(Database database) {
    this.database = database;
  }

  @Override
  public Map<MemoryKey, MemoryEntry> find(NovelId novel, Collection<MemoryKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    return database.statement(
        "look into the translation memory",
        sql -> sql.rows(
            "select " + COLUMNS + " from {ops}.memory_segments"
                + " where novel_id = ? and memory_key = any(?)",
            novel.value(), keys.stream()
                .map(PostgresTranslationMemory::bytes)
                .toArray(byte[][]::new)))
        .stream()
        .map(PostgresTranslationMemory::entry)
        .collect(Collectors.toUnmodifiableMap(MemoryEntry::key, Function.identity()));
  }

  /** In the order of the keys, so that two calls with the same entries do not deadlock. */
  @Override
  public void remember(NovelId novel, Collection<MemoryEntry> entries) {
    var different = new LinkedHashMap<MemoryKey, MemoryEntry>();
    entries.forEach(entry -> different.put(entry.key(), entry));
    if (different.isEmpty()) {
      return;
    }
    var list = List.copyOf(different.values());
    database.statement(
        "write into the translation memory",
        sql -> sql.change(
            """
            insert into {ops}.memory_segments (novel_id, memory_key, from_lang, target_lang,
              entity_type, entity_id, source, target, engine, warnings, words)
            select ?, e.memory_key, e.from_lang, e.target_lang, e.entity_type, e.entity_id,
              e.source, e.target, e.engine,
              string_to_array(e.warnings, chr(10)), string_to_array(e.words, ' ')
            from unnest(?::bytea[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::text[]) as e (memory_key, from_lang,
              target_lang, entity_type, entity_id, source, target, engine, warnings, words)
            order by e.memory_key
            on conflict (novel_id, memory_key) do update
              set target = excluded.target, engine = excluded.engine,
                warnings = excluded.warnings, created_at = now()
              where (memory_segments.target, memory_segments.engine)
                <> (excluded.target, excluded.engine)
            """,
            novel.value(),
            list.stream().map(entry -> bytes(entry.key())).toArray(byte[][]::new),
            Sql.texts(list, entry -> entry.languages().from()),
            Sql.texts(list, entry -> entry.languages().to()),
            Sql.texts(list, entry -> entry.entity().type().columnValue()),
            Sql.uuids(list, entry -> entry.entity().id()),
            Sql.texts(list, MemoryEntry::source),
            Sql.texts(list, MemoryEntry::target),
            Sql.texts(list, MemoryEntry::engine),
            Sql.texts(list, PostgresTranslationMemory::lines),
            Sql.texts(list, entry -> String.join(" ", MemoryWords.of(entry.source())))));
  }

  @Override
  public List<MemoryEntry> containing(
      NovelId novel, LanguagePair languages, List<String> words) {
    return database.statement(
        "look for words in the translation memory",
        sql -> sql.rows(
            "select " + COLUMNS + """
                 from {ops}.memory_segments
                where words @> ?::text[] and novel_id = ? and from_lang = ? and target_lang = ?
                order by memory_key
                """,
            words.toArray(String[]::new), novel.value(), languages.from(), languages.to()))
        .stream()
        .map(PostgresTranslationMemory::entry)
        .toList();
  }

  @Override
  public List<Remembered> page(
      NovelId novel, LanguagePair languages, Optional<MemoryKey> after, int atMost) {
    return database.statement(
        "read the translation memory",
        sql -> sql.rows(
            "select " + COLUMNS + """
                 , date_trunc('second', created_at) as since
                from {ops}.memory_segments
                where novel_id = ? and memory_key > ? and from_lang = ? and target_lang = ?
                order by memory_key limit ?
                """,
            novel.value(), after.map(PostgresTranslationMemory::bytes).orElse(new byte[0]),
            languages.from(), languages.to(), atMost))
        .stream()
        .map(row -> new Remembered(entry(row), Sql.instant(row, "since")))
        .toList();
  }

  @Override
  public boolean note(NovelId novel, LanguagePair languages, RememberedText text) {
    var keys = text.keys().stream().map(PostgresTranslationMemory::bytes).toArray(byte[][]::new);
    var type = text.entity().type().columnValue();
    return database.transaction("note what the translation memory has of a text", sql -> {
      lock(sql, novel, "pg_advisory_xact_lock_shared");
      return sql.change(
          """
          with known as materialized (
            select memory_key, entity_type, entity_id from {ops}.memory_segments
            where novel_id = ? and memory_key = any(?)
          ), place as (
            insert into {ops}.memory_places (novel_id, memory_key, entity_type, entity_id)
            select ?, memory_key, ?, ? from known
            where (entity_type, entity_id) is distinct from (?, ?)
            order by memory_key
            on conflict do nothing
          )
          insert into {ops}.memory_texts
            (novel_id, from_lang, target_lang, entity_type, entity_id, source_hash)
          select ?, ?, ?, ?, ?, ? where (select count(*) from known) = ?
          on conflict (novel_id, from_lang, target_lang, entity_type, entity_id) do update
            set source_hash = excluded.source_hash
          """,
          novel.value(), keys, novel.value(), type, text.entity().id(), type, text.entity().id(),
          novel.value(), languages.from(), languages.to(), type, text.entity().id(),
          text.source().hex(), keys.length) > 0;
    });
  }

  @Override
  public Map<MemoryKey, Set<EntityRef>> places(NovelId novel, Collection<MemoryKey> keys) {
    var array = keys.stream().map(PostgresTranslationMemory::bytes).toArray(byte[][]::new);
    return database.statement(
        "look where segments stand",
        sql -> sql.rows(
            """
            select m.memory_key, m.entity_type, m.entity_id from {ops}.memory_segments m
            where m.novel_id = ? and m.memory_key = any(?)
            union
            select p.memory_key, p.entity_type, p.entity_id from {ops}.memory_places p
            join {ops}.memory_segments m on m.novel_id = p.novel_id and m.memory_key = p.memory_key
            where p.novel_id = ? and p.memory_key = any(?)
            """,
            novel.value(), array, novel.value(), array))
        .stream()
        .collect(
            Collectors.groupingBy(
                PostgresTranslationMemory::key,
                Collectors.mapping(
                    PostgresTranslationMemory::entity, Collectors.toUnmodifiableSet())));
  }

  @Override
  public Map<EntityRef, TextHash> whole(NovelId novel, LanguagePair languages) {
    return database.statement(
        "look which texts the translation memory has whole",
        sql -> sql.rows(
            """
            select entity_type, entity_id, source_hash from {ops}.memory_texts
            where novel_id = ? and from_lang = ? and target_lang = ?
            """,
            novel.value(), languages.from(), languages.to()))
        .stream()
        .collect(
            Collectors.toUnmodifiableMap(
                PostgresTranslationMemory::entity,
                row -> new TextHash(Sql.text(row, "source_hash"))));
  }

  /** Nobody notes a text as whole while its segments are deleted. */
  @Override
  public int purge(NovelId novel) {
    return database.transaction(
        "purge the translation memory", sql -> forget(sql, novel));
  }

  static int forget(Sql sql, NovelId novel) {
    lock(sql, novel, "pg_advisory_xact_lock");
    sql.change("delete from {ops}.memory_texts where novel_id = ?", novel.value());
    sql.change("delete from {ops}.memory_places where novel_id = ?", novel.value());
    return sql.change("delete from {ops}.memory_segments where novel_id = ?", novel.value());
  }

  private static void lock(Sql sql, NovelId novel, String lock) {
    sql.rows(
        "select 1 from " + lock + "(hashtextextended(?, 0))", "translation memory of " + novel);
  }

  @Override
  public int purge(NovelId novel, LanguagePair languages) {
    return database.transaction("purge the translation memory", sql -> {
      lock(sql, novel, "pg_advisory_xact_lock");
      sql.change(
          """
          delete from {ops}.memory_texts
          where novel_id = ? and from_lang = ? and target_lang = ?
          """, novel.value(), languages.from(), languages.to());
      sql.change(
          """
          delete from {ops}.memory_places p using {ops}.memory_segments m
          where m.novel_id = ? and m.from_lang = ? and m.target_lang = ?
            and p.novel_id = m.novel_id and p.memory_key = m.memory_key
          """, novel.value(), languages.from(), languages.to());
      return sql.change(
          """
          delete from {ops}.memory_segments
          where novel_id = ? and from_lang = ? and target_lang = ?
          """, novel.value(), languages.from(), languages.to());
    });
  }

  @Override
  public List<MemoryCount> counts(NovelId novel) {
    return database.statement(
        "count what is in the translation memory",
        sql -> sql.rows(
            """
            select from_lang, target_lang, engine, count(*) as segments
            from {ops}.memory_segments where novel_id = ?
            group by from_lang, target_lang, engine
            order by from_lang, target_lang, engine collate "C"
            """, novel.value()))
        .stream()
        .map(
            row -> new MemoryCount(
                JobRows.languages(row), Sql.text(row, "engine"), row.get("segments", Long.class)))
        .toList();
  }

  private static byte[] bytes(MemoryKey key) {
    return HEX.parseHex(key.hex());
  }

  /** A warning is one line. */
  private static String lines(MemoryEntry entry) {
    return entry.warnings()
        .stream()
        .map(warning -> warning.replace('\n', ' '))
        .collect(Collectors.joining("\n"));
  }

  private static MemoryKey key(Record row) {
    return new MemoryKey(HEX.formatHex(row.get("memory_key", byte[].class)));
  }

  private static EntityRef entity(Record row) {
    return new EntityRef(
        EntityType.fromColumn(Sql.text(row, "entity_type")).orElseThrow(),
        Sql.uuid(row, "entity_id"));
  }

  private static MemoryEntry entry(Record row) {
    return new MemoryEntry(
        key(row),
        JobRows.languages(row),
        entity(row),
        Sql.text(row, "source"),
        Sql.text(row, "target"),
        Sql.text(row, "engine"),
        List.of(row.get("warnings", String[].class)));
  }
}
