package org.translationjobs.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.submission.Submissions;
import org.translationjobs.core.text.SourceTexts;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Housekeeping;
import org.translationjobs.core.worker.Workers;
import org.translationjobs.testkit.DatabaseUnderTest;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.memory.Rows;

/** A real PostgreSQL with the guide's tables, written to as the other services do. */
final class TestDatabase implements DatabaseUnderTest, AutoCloseable {
  private final DataSource source;
  private final String url;
  private final PostgresDatabase postgres;

  private TestDatabase(EmbeddedPostgres.Database database) {
    this(pooled(database.jdbcUrl()), database.url());
  }

  private TestDatabase(DataSource source, String url) {
    this.source = source;
    this.url = url;
    this.postgres = new PostgresDatabase(source, PostgresSettings.DEFAULTS, "test database");
  }

  private static HikariDataSource pooled(String url) {
    var pool = new HikariConfig();
    pool.setJdbcUrl(url);
    // as the runtime's connections are where nothing is between
    pool.setConnectionInitSql("set plan_cache_mode = force_custom_plan");
    pool.setMaximumPoolSize(16);
    pool.setMinimumIdle(0);
    return new HikariDataSource(pool);
  }

  /** The same database with empty tables, as if it had just been migrated. */
  TestDatabase emptied() {
    var tables = List.of(
        "translation_subtasks", "translation_jobs", "chapters", "volumes", "novels",
        "novel_translations", "volume_translations", "chapter_translations",
        "translation_ops.workers", "translation_ops.job_runs", "translation_ops.work_items",
        "translation_ops.staged_objects", "translation_ops.promotions",
        "translation_ops.promoted_rows", "translation_ops.holds", "translation_ops.job_watch",
        "translation_ops.engine_calls", "translation_ops.call_sums",
        "translation_ops.job_budgets", "translation_ops.memory_segments",
        "translation_ops.memory_places", "translation_ops.memory_texts",
        "translation_ops.glossaries", "translation_ops.glossary_terms",
        "translation_ops.glossary_conflicts");
    tables.forEach(table -> execute("delete from " + table));
    execute(
        "update translation_ops.installation set start_line = now() - interval '1 minute',"
            + " alone_worker_id = null, alone_until = null");
    return new TestDatabase(source, url);
  }

  @Override
  public void close() {
    postgres.close();
    ((HikariDataSource) source).close();
  }

  /** The tables as the integration guide has them, and ours. */
  static TestDatabase create() {
    return on(EmbeddedPostgres.shared());
  }

  static TestDatabase on(EmbeddedPostgres server) {
    return new TestDatabase(
        server.createDatabase("guide", database -> {
          try (var postgres =
              new PostgresDatabase(database.dataSource(), PostgresSettings.DEFAULTS)) {
            postgres.createGuideTables(true);
            postgres.migrate();
          }
        }));
  }

  /** The guide's tables, changed before anything reads them. */
  static TestDatabase changed(String... statements) {
    var database = create();
    database.execute(statements);
    return database;
  }

  /** Without any table. */
  static TestDatabase empty() {
    return new TestDatabase(EmbeddedPostgres.shared().createDatabase());
  }

  PostgresDatabase postgres() {
    return postgres;
  }

  DataSource source() {
    return source;
  }

  String url() {
    return url;
  }

  void execute(String... statements) {
    use(context -> {
      for (var statement : statements) {
        context.execute(statement);
      }
    });
  }

  private int execute(String sql, @Nullable Object... arguments) {
    var changed = new int[1];
    use(context -> changed[0] = context.query(sql, arguments).execute());
    return changed[0];
  }

  <T> T value(Class<T> type, String sql, @Nullable Object... arguments) {
    var value = new ArrayList<T>();
    use(context -> value.add(context.resultQuery(sql, arguments).fetchSingle().get(0, type)));
    return value.get(0);
  }

  private void use(Consumer<DSLContext> work) {
    try (var connection = source.getConnection()) {
      work.accept(DSL.using(connection, SQLDialect.POSTGRES));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Jobs jobs() {
    return postgres.jobs();
  }

  @Override
  public Claims claims() {
    return postgres.claims();
  }

  @Override
  public Runs runs() {
    return postgres.runs();
  }

  @Override
  public Promotions promotions() {
    return postgres.promotions();
  }

  @Override
  public SourceTexts sourceTexts() {
    return postgres.sourceTexts();
  }

  @Override
  public Workers workers() {
    return postgres.workers();
  }

  @Override
  public Holds holds() {
    return postgres.holds();
  }

  @Override
  public Glossaries glossaries() {
    return postgres.glossaries();
  }

  @Override
  public TranslationMemory translationMemory() {
    return postgres.memory();
  }

  @Override
  public CallLedger ledger() {
    return postgres.ledger();
  }

  @Override
  public Housekeeping housekeeping() {
    return postgres.housekeeping();
  }

  @Override
  public Submissions submissions() {
    return postgres.submissions();
  }

  @Override
  public JobViews views() {
    return postgres.views();
  }

  @Override
  public NovelId insertNovel(String slug) {
    var id = UUID.randomUUID();
    execute("insert into novels (id, slug) values (?, ?)", id, slug);
    return new NovelId(id);
  }

  @Override
  public void deleteNovel(NovelId novel) {
    var volumes = "(select id from volumes where novel_id = ?)";
    var chapters = "(select id from chapters where volume_id in " + volumes + ")";
    execute("delete from chapter_translations where chapter_id in " + chapters, novel.value());
    execute("delete from chapters where volume_id in " + volumes, novel.value());
    execute("delete from volume_translations where volume_id in " + volumes, novel.value());
    execute("delete from volumes where novel_id = ?", novel.value());
    execute("delete from novel_translations where novel_id = ?", novel.value());
    execute("delete from novels where id = ?", novel.value());
  }

  @Override
  public EntityRef insertVolume(NovelId novel, @Nullable Integer seq) {
    var id = UUID.randomUUID();
    execute(
        "insert into volumes (id, novel_id, seq) values (?, ?, ?::int)", id, novel.value(), seq);
    return new EntityRef(EntityType.VOLUME, id);
  }

  @Override
  public EntityRef insertChapter(EntityRef volume, @Nullable Integer seq) {
    var id = UUID.randomUUID();
    execute(
        "insert into chapters (id, volume_id, seq) values (?, ?, ?::int)", id, volume.id(), seq);
    return new EntityRef(EntityType.CHAPTER, id);
  }

  private static PostgresSettings.Texts texts(EntityRef entity) {
    return switch (entity.type()) {
      case NOVEL -> PostgresSettings.DEFAULTS.novelTexts();
      case VOLUME -> PostgresSettings.DEFAULTS.volumeTexts();
      case CHAPTER -> PostgresSettings.DEFAULTS.chapterTexts();
    };
  }

  @Override
  public void writeText(
      EntityRef entity, String lang, @Nullable String title, @Nullable String body) {
    var names = texts(entity);
    var updated = execute(
        "update %s set title = ?::text, %s = ?::text, updated_at = now() where %s = ? and lang = ?"
            .formatted(names.table(), names.body(), names.entity()),
        title, body, entity.id(), lang);
    if (updated == 0) {
      insertText(entity, lang, title, body);
    }
  }

  void insertText(EntityRef entity, String lang, @Nullable String title, @Nullable String body) {
    var names = texts(entity);
    execute(
        "insert into %s (%s, lang, title, %s) values (?, ?, ?::text, ?::text)"
            .formatted(names.table(), names.entity(), names.body()),
        entity.id(), lang, title, body);
  }

  @Override
  public void deleteText(EntityRef entity, String lang) {
    var names = texts(entity);
    execute(
        "delete from %s where %s = ? and lang = ?".formatted(names.table(), names.entity()),
        entity.id(), lang);
  }

  @Override
  public JobId insertJob(
      NovelId novel, LanguagePair languages, String status, int totalSubtasks) {
    var id = UUID.randomUUID();
    execute(
        """
        insert into translation_jobs (id, novel_id, from_lang, target_lang, status, progress,
          total_subtasks, completed_subtasks, created_at, updated_at)
        values (?, ?, ?, ?, ?, 0, ?, 0, clock_timestamp() at time zone 'utc',
          clock_timestamp() at time zone 'utc')
        """,
        id, novel.value(), languages.from(), languages.to(), status, totalSubtasks);
    return new JobId(id);
  }

  @Override
  public SubtaskId insertSubtask(
      JobId job, String entityType, UUID entity, @Nullable Integer seq, int priority,
      String status) {
    var id = UUID.randomUUID();
    execute(
        """
        insert into translation_subtasks (id, job_id, entity_type, entity_id, seq, priority,
          status, created_at, updated_at)
        values (?, ?, ?, ?, ?::int, ?, ?, clock_timestamp() at time zone 'utc',
          clock_timestamp() at time zone 'utc')
        """,
        id, job.value(), entityType, entity, seq, priority, status);
    return new SubtaskId(id);
  }

  @Override
  public void setJobStatus(JobId job, String status) {
    execute(
        """
        update translation_jobs set status = ?, updated_at = clock_timestamp() at time zone 'utc'
        where id = ?
        """, status, job.value());
  }

  @Override
  public void setTotalSubtasks(JobId job, int total) {
    execute(
        """
        update translation_jobs set total_subtasks = ?,
          updated_at = clock_timestamp() at time zone 'utc'
        where id = ?
        """, total, job.value());
  }

  @Override
  public void setSubtaskStatus(SubtaskId subtask, String status) {
    execute(
        """
        update translation_subtasks set status = ?,
          updated_at = clock_timestamp() at time zone 'utc'
        where id = ?
        """, status, subtask.value());
  }

  @Override
  public void finishSubtask(
      SubtaskId subtask, @Nullable String resultPath, @Nullable String resultText) {
    execute(
        """
        update translation_subtasks set status = 'DONE', result_path = ?::text,
          result_text = ?::text, finished_at = clock_timestamp() at time zone 'utc',
          updated_at = clock_timestamp() at time zone 'utc'
        where id = ?
        """, resultPath, resultText, subtask.value());
  }

  @Override
  public void deleteSubtask(SubtaskId subtask) {
    execute("delete from translation_subtasks where id = ?", subtask.value());
  }

  @Override
  public void deleteJob(JobId job) {
    execute("delete from translation_jobs where id = ?", job.value());
  }

  @Override
  public void backdate(JobId job) {
    execute(
        "update translation_jobs set created_at = created_at - interval '1 year' where id = ?",
        job.value());
  }

  @Override
  public void limitTitles(int characters) {
    for (var table : List.of("novel", "volume", "chapter")) {
      execute(
          new String[] {"alter table " + table + "_translations alter column title type varchar("
              + characters + ")"});
    }
  }

  /** Our own records move into the past; the clock cannot be moved. */
  @Override
  public void letTimePass(Duration time) {
    use(context -> {
      for (var column : context.resultQuery(
          """
          select table_name, column_name from information_schema.columns
          where table_schema = 'translation_ops' and data_type = 'timestamp with time zone'
            and table_name <> 'flyway_history'
          """).fetch()) {
        context.execute(
            "update translation_ops.%1$s set %2$s = %2$s - ? * interval '1 second'".formatted(
                column.get(0, String.class), column.get(1, String.class)),
            time.toMillis() / 1000.0);
      }
      context.execute(
          "update translation_jobs set created_at = created_at - ? * interval '1 second'",
          time.toMillis() / 1000.0);
    });
  }

  @Override
  public Optional<Rows.Job> job(JobId job) {
    var found = new ArrayList<Rows.Job>();
    use(context -> {
      var subtasks = context.resultQuery(
          "select * from translation_subtasks where job_id = ? order by priority, seq, id",
          job.value())
          .fetch(
              row -> new Rows.Subtask(
                  new SubtaskId(row.get("id", UUID.class)),
                  row.get("entity_type", String.class),
                  row.get("entity_id", UUID.class),
                  row.get("status", String.class),
                  row.get("result_path", String.class),
                  row.get("result_text", String.class)));
      context.resultQuery("select * from translation_jobs where id = ?", job.value())
          .fetch(
              row -> found.add(
                  new Rows.Job(
                      job,
                      row.get("status", String.class),
                      row.get("progress", Integer.class),
                      row.get("total_subtasks", Integer.class),
                      row.get("completed_subtasks", Integer.class),
                      row.get("error_message", String.class),
                      subtasks)));
    });
    return found.stream().findFirst();
  }

  @Override
  public Optional<Rows.Text> text(EntityRef entity, String lang) {
    var names = texts(entity);
    var found = new ArrayList<Rows.Text>();
    use(
        context -> context.resultQuery(
            "select title, %s as body, xmin::text::bigint as version from %s where %s = ? and lang = ? order by id"
                .formatted(names.body(), names.table(), names.entity()),
            entity.id(), lang)
            .fetch(
                row -> found.add(
                    new Rows.Text(
                        entity, lang, row.get("title", String.class),
                        row.get("body", String.class), row.get("version", Long.class)))));
    return found.stream().findFirst();
  }
}
