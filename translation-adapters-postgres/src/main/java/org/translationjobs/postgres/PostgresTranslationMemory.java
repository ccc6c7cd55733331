package org.translationjobs.postgres;

import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.translationjobs.core.memory.TranslationMemory;

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
  public int purge(NovelId novel) {
    return database.statement(
        "purge the translation memory",
        sql -> sql.change("delete from {ops}.memory_segments where novel_id = ?", novel.value()));
  }

  @Override
  public int purge(NovelId novel, LanguagePair languages) {
    return database.statement(
        "purge the translation memory",
        sql -> sql.change(
            "delete from {ops}.memory_segments"
                + " where novel_id = ? and from_lang = ? and target_lang = ?",
            novel.value(), languages.from(), languages.to()));
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

  private static MemoryEntry entry(Record row) {
    return new MemoryEntry(
        new MemoryKey(HEX.formatHex(row.get("memory_key", byte[].class))),
        JobRows.languages(row),
        new EntityRef(
            EntityType.fromColumn(Sql.text(row, "entity_type")).orElseThrow(),
            Sql.uuid(row, "entity_id")),
        Sql.text(row, "source"),
        Sql.text(row, "target"),
        Sql.text(row, "engine"),
        List.of(row.get("warnings", String[].class)));
  }
}
