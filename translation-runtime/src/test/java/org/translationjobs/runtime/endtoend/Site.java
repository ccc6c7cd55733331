package org.translationjobs.runtime.endtoend;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.worker.Worker;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.runtime.configuration.Configuration;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.PgBouncer;

/**
 * A site as the other services see it: their tables on a real PostgreSQL, their queue on a real Redis,
 * and workers of ours beside them. What it does to the tables it does by plain SQL, as they do.
 *
 * <p>
 * The system properties {@code test.column.type} ({@code timestamp} or {@code timestamptz}) and
 * {@code test.session.timezone} let the whole suite run in another world.
 */
final class Site implements AutoCloseable {
  static final String QUEUE = "translation_queue";
  private static final String TIMESTAMP = System.getProperty("test.column.type", "timestamp");
  private static final String NOW =
      TIMESTAMP.equals("timestamptz") ? "now()" : "now() at time zone 'utc'";
  private static final String ZONE = System.getProperty("test.session.timezone", "");

  /** The tables as the integration guide implies them. */
  private static final String GUIDE_TABLES = """
      CREATE TABLE novels (id uuid PRIMARY KEY, slug text);
      CREATE TABLE volumes (id uuid PRIMARY KEY, novel_id uuid NOT NULL REFERENCES novels(id), seq int);
      CREATE TABLE chapters (id uuid PRIMARY KEY, volume_id uuid NOT NULL REFERENCES volumes(id), seq int);
      CREATE TABLE novel_translations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), novel_id uuid NOT NULL,
        lang varchar(10) NOT NULL, title text NOT NULL, description text,
        created_at timestamp NOT NULL DEFAULT now(), updated_at timestamp NOT NULL DEFAULT now(),
        UNIQUE (novel_id, lang));
      CREATE TABLE volume_translations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), volume_id uuid NOT NULL,
        lang varchar(10) NOT NULL, title text NOT NULL, description text,
        created_at timestamp NOT NULL DEFAULT now(), updated_at timestamp NOT NULL DEFAULT now(),
        UNIQUE (volume_id, lang));
      CREATE TABLE chapter_translations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), chapter_id uuid NOT NULL,
        lang varchar(10) NOT NULL, title text NOT NULL, content text NOT NULL,
        created_at timestamp NOT NULL DEFAULT now(), updated_at timestamp NOT NULL DEFAULT now(),
        UNIQUE (chapter_id, lang));
      CREATE TABLE translation_jobs (
        id uuid PRIMARY KEY, novel_id uuid NOT NULL, from_lang varchar(10) NOT NULL,
        target_lang varchar(10) NOT NULL, status varchar(20) NOT NULL, progress int NOT NULL,
        total_subtasks int NOT NULL, completed_subtasks int NOT NULL, staging_prefix text,
        error_message text, created_by uuid, started_at timestamp, finished_at timestamp,
        created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
      CREATE INDEX ix_translation_jobs_novel_id ON translation_jobs (novel_id);
      CREATE TABLE translation_subtasks (
        id uuid PRIMARY KEY,
        job_id uuid NOT NULL REFERENCES translation_jobs(id) ON DELETE CASCADE,
        entity_type varchar(20) NOT NULL, entity_id uuid NOT NULL, parent_volume_id uuid, seq int,
        priority int NOT NULL, status varchar(20) NOT NULL, result_path text, result_text text,
        error_message text, started_at timestamp, finished_at timestamp,
        created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
      """;

  private final EmbeddedPostgres.Database database;
  private final EmbeddedRedis redis = EmbeddedRedis.start();
  private final Path staging;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Runnable> opened = new ArrayList<>();
  private List<TranslationEngine> engines = List.of();

  private Site(EmbeddedPostgres server) {
    database = server
        .createDatabase(
            "guide " + TIMESTAMP,
            d -> execute(d.dataSource(), GUIDE_TABLES.replace(" timestamp", " " + TIMESTAMP)));
    try {
      staging = Files.createTempDirectory("staging");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("DATABASE_URL", database.url());
    environment.put("REDIS_URL", redis.url());
    environment.put("STAGING_DIR", staging.toString());
    environment.put("TRANSLATION_ENGINE", "placeholder");
    environment.put("CREATOR_GRACE_SECONDS", "2");
    environment.put("FOREIGN_CLAIM_SECONDS", "2");
    environment.put("RETRY_BASE_SECONDS", "0");
    environment.put("RETRY_CAP_SECONDS", "0");
  }

  static Site create() {
    return on(EmbeddedPostgres.shared());
  }

  /** A site in a database on a server of the test's own. */
  static Site on(EmbeddedPostgres server) {
    var site = new Site(server);
    site.system().migrate();
    return site;
  }

  /** A site on which no schema of ours exists yet. */
  static Site unmigrated() {
    return new Site(EmbeddedPostgres.shared());
  }

  Site set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Lets the systems that are opened from now on use engines of the test's own. */
  Site engines(TranslationEngine... own) {
    engines = List.of(own);
    return this;
  }

  Path staging() {
    return staging;
  }

  EmbeddedRedis redis() {
    return redis;
  }

  /** Lets the systems that are opened from now on reach the database through the pooler. */
  Site through(PgBouncer pooler) {
    return set("DATABASE_URL", pooler.url(database));
  }

  /** A system of its own, as another process would have; closed with the site. */
  TranslationSystem system() {
    var variables = new LinkedHashMap<>(environment);
    if (!engines.isEmpty()) {
      variables.remove("TRANSLATION_ENGINE");
    }
    var builder = TranslationSystem.builder()
        .configuration(Configuration.fromEnvironment(variables));
    engines.forEach(builder::engine);
    if (!ZONE.isEmpty() && environment.get("DATABASE_URL").equals(database.url())) {
      builder.dataSource(pool());
    }
    var system = builder.build();
    opened.add(system::close);
    return system;
  }

  /** As a system has it that is given no data source, except for the sessions' time zone. */
  private HikariDataSource pool() {
    var pool = new HikariDataSource();
    pool.setDataSource(new ZonedDataSource(database.dataSource(), ZONE));
    pool.setInitializationFailTimeout(-1);
    opened.add(pool::close);
    return pool;
  }

  RunningWorker startWorker() {
    var worker = new RunningWorker(system());
    opened.add(worker::close);
    return worker;
  }

  /** A worker that runs, and all it tells. */
  static final class RunningWorker implements AutoCloseable {
    private final List<WorkerEvent> events = new CopyOnWriteArrayList<>();
    private final Worker worker;

    RunningWorker(TranslationSystem system) {
      worker = system.worker(e -> {
        events.add(e);
        if (Boolean.getBoolean("test.tell")) {
          System.err.println(e);
        }
      });
      worker.start();
    }

    <T extends WorkerEvent> List<T> events(Class<T> type) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Worker worker() {
      return worker;
    }

    @Override
    public void close() {
      try {
        worker.stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A novel in English of one volume with so many chapters, as the editors would have it. */
  UUID novel(int chapters) {
    var novel = UUID.randomUUID();
    var volume = UUID.randomUUID();
    update("insert into novels values (?, ?)", novel, "novel-" + novel);
    update(
        "insert into novel_translations (novel_id, lang, title, description) values (?, 'en', ?, ?)",
        novel, "The Lamp", "About a lamp.");
    update("insert into volumes values (?, ?, 1)", volume, novel);
    update(
        "insert into volume_translations (volume_id, lang, title, description)"
            + " values (?, 'en', 'Volume One', null)",
        volume);
    update(
        "insert into chapters select gen_random_uuid(), ?, n from generate_series(1, ?) n",
        volume, chapters);
    update(
        "insert into chapter_translations (chapter_id, lang, title, content)"
            + " select id, 'en', 'Chapter ' || seq, '<p>Once upon a time there was lamp ' || seq || '.</p>'"
            + " from chapters where volume_id = ?",
        volume);
    return novel;
  }

  /** A job with its subtasks, written as the guide's SQLAlchemy models write them. */
  JobId job(UUID novel, String from, String to) {
    var job = UUID.randomUUID();
    insertJob(job, novel, from, to);
    update(
        """
            insert into translation_subtasks (id, job_id, entity_type, entity_id, parent_volume_id,
              seq, priority, status, created_at, updated_at)
            select gen_random_uuid(), ?, e.type, e.id, e.volume, e.seq, e.priority, 'PENDING',
              utcnow, utcnow
            from (
              select 'novel' type, id, null::uuid volume, 0 seq, 10 priority from novels where id = ?
              union all
              select 'volume', id, id, seq, 50 from volumes where novel_id = ?
              union all
              select 'chapter', c.id, v.id, c.seq, 100
              from chapters c join volumes v on v.id = c.volume_id where v.novel_id = ?) e""",
        job, novel, novel, novel);
    update(
        "update translation_jobs set total_subtasks ="
            + " (select count(*) from translation_subtasks where job_id = ?) where id = ?",
        job, job);
    return new JobId(job);
  }

  /** The job's row alone. */
  void insertJob(UUID job, UUID novel, String from, String to) {
    update(
        """
            insert into translation_jobs (id, novel_id, from_lang, target_lang, status, progress,
              total_subtasks, completed_subtasks, created_at, updated_at)
            values (?, ?, ?, ?, 'PENDING', 0, 0, 0, utcnow,
              utcnow)""",
        job, novel, from, to);
  }

  /** Exactly as Go's {@code json.Marshal(map[string]string{"job_id": id})} writes it. */
  void announce(JobId job) {
    push("{\"job_id\":\"" + job + "\"}");
  }

  void push(String payload) {
    redis.call("RPUSH", QUEUE, payload);
  }

  String status(JobId job) {
    return text("select status from translation_jobs where id = ?", job.value());
  }

  String errorOf(JobId job) {
    return text("select error_message from translation_jobs where id = ?", job.value());
  }

  void awaitStatus(JobId job, String status) {
    try {
      Eventually.until("job " + job + " is " + status, () -> status(job).equals(status));
    } catch (AssertionError e) {
      throw new AssertionError(
          query("select * from translation_jobs where id = ?", job.value()).toString(), e);
    }
  }

  /** The promoted chapters' contents by their sequence. */
  List<String> chapters(UUID novel, String lang) {
    return query(
        """
            select t.content from chapter_translations t join chapters c on c.id = t.chapter_id
            join volumes v on v.id = c.volume_id where v.novel_id = ? and t.lang = ? order by c.seq""",
        novel, lang).stream().map(row -> String.valueOf(row.get("content"))).toList();
  }

  /** In statements {@code utcnow} is what the other services write into a time column. */
  int update(String sql, Object... arguments) {
    try (var connection = connection();
        var statement = connection.prepareStatement(sql.replace("utcnow", NOW))) {
      for (var i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  List<Map<String, Object>> query(String sql, Object... arguments) {
    try (var connection = connection(); var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<Map<String, Object>>();
        var columns = rows.getMetaData();
        while (rows.next()) {
          var row = new LinkedHashMap<String, Object>();
          for (var i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i), rows.getObject(i));
          }
          found.add(row);
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The only value of a query; "null" for null. */
  String text(String sql, Object... arguments) {
    var rows = query(sql, arguments);
    if (rows.size() != 1) {
      throw new IllegalStateException(rows.size() + " rows: " + sql);
    }
    return String.valueOf(rows.getFirst().values().iterator().next());
  }

  /** How far a time that was written is from now, read as UTC where the column has no zone. */
  double secondsFromNow(String timeOfJob, JobId job) {
    var utc = TIMESTAMP.equals("timestamptz") ? "" : " at time zone 'utc'";
    return Double.parseDouble(
        text(
            "select abs(extract(epoch from now() - (" + timeOfJob + ")" + utc + "))",
            job.value()));
  }

  int count(String sql, Object... arguments) {
    return Integer.parseInt(text(sql, arguments));
  }

  Connection connection() throws SQLException {
    return database.dataSource().getConnection();
  }

  private static void execute(DataSource dataSource, String sql) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    for (var i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).run();
    }
    redis.close();
    try (var paths = Files.walk(staging)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
