package org.translationjobs.benchmarks.scene;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.postgresql.PGConnection;
import org.translationjobs.runtime.TranslationJobs;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.Eventually;

/**
 * The other services' side: a database with the guide's tables as the guide makes them, without any
 * index of ours, texts and jobs in it, a queue. Not thread-safe, but for {@link #connect}.
 */
public final class Site implements AutoCloseable {
  public static final String FROM = "en";
  public static final String TO = "es";

  private static final String QUEUE = "translation_queue";
  private static final Duration LONGEST_JOB = Duration.ofMinutes(30);
  private static final long LOOK_NANOS = 5_000_000;
  private static final long LOOK_AT_MANY_NANOS = 20_000_000;
  /** Each look takes time from those who are looked at: the pause before it is this part of the time so far. */
  private static final double PAUSE = 0.005;
  private static final long LONGEST_PAUSE_NANOS = 100_000_000;
  private static final String OPEN =
      """
          select count(*) filter (where status <> 'COMPLETED'),
            max(status || ': ' || coalesce(error_message, '')) filter (
              where status in ('FAILED', 'CANCELLED'))
          from translation_jobs where id = any(?)""";
  private static final long SEED = 42;
  private static final String STORE_ID = ".translation-staging-store";

  private final EmbeddedPostgres.Database database;
  private final EmbeddedRedis redis;
  private final Path staging;
  private final Connection connection;
  private final List<Worker> workers = new CopyOnWriteArrayList<>();

  private Site(
      EmbeddedPostgres.Database database, EmbeddedRedis redis, Path staging,
      Connection connection) {
    this.database = database;
    this.redis = redis;
    this.staging = staging;
    this.connection = connection;
  }

  /** Makes the tables of the guide and ours. */
  static void prepare(EmbeddedPostgres.Database database) {
    try (var jobs = TranslationJobs.builder()
        .dataSource(database.dataSource())
        .staging(Path.of("never-used"))
        .build()) {
      jobs.system().createGuideTables(false);
      jobs.system().migrate();
    }
  }

  /** On a database that is prepared. */
  static Site create(EmbeddedPostgres.Database database, Path folder) {
    try {
      var staging = Files.createDirectories(folder.resolve("staging"));
      return new Site(
          database, EmbeddedRedis.start(), staging, database.dataSource().getConnection());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public EmbeddedPostgres.Database database() {
    return database;
  }

  public EmbeddedRedis redis() {
    return redis;
  }

  public Path staging() {
    return staging;
  }

  /** A new connection, to be closed by the caller. */
  public Connection connect() {
    try {
      return database.dataSource().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The variables of a program that works here. */
  public Map<String, String> environment() {
    return Map.of(
        "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
        "HOME", staging.toString(),
        "DATABASE_URL", database.url(),
        "REDIS_URL", redis.url(),
        "STAGING_DIR", staging.toString());
  }

  /**
   * Forgets every novel, job, text and staged file, and all that ours knows of them, while an idle worker
   * goes on; brings the server's files in order.
   */
  public void clear() {
    // a statement of the idle worker may hold what is to be truncated
    Eventually.until("the tables are emptied", () -> {
      execute("""
          do $$ begin execute (
            select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
            from pg_tables
            where schemaname = 'public' or schemaname = 'translation_ops'
              and tablename not in ('flyway_history', 'installation', 'workers', 'holds'));
          end $$""");
      return true;
    });
    forgetStaged();
  }

  /**
   * A novel of one volume and a job with a subtask for each chapter, which no worker looks at before
   * it is announced.
   *
   * @param characters
   *          of each chapter
   */
  public UUID newJob(int chapters, int characters) {
    var prose = new Prose(SEED);
    return newJob(chapters, () -> prose.chapter(characters));
  }

  /** The same, in plain text. */
  public UUID newPlainJob(int chapters, int characters) {
    var prose = new Prose(SEED);
    return newJob(chapters, () -> prose.plainChapter(characters));
  }

  /** The same of chapters with these contents. */
  public UUID newJob(List<String> contents) {
    var next = contents.iterator();
    return newJob(contents.size(), next::next);
  }

  private UUID newJob(int chapters, Supplier<String> content) {
    var novel = UUID.randomUUID();
    var volume = UUID.randomUUID();
    var job = UUID.randomUUID();
    execute("insert into novels values ('%s', 'novel')".formatted(novel));
    execute("insert into volumes values ('%s', '%s', 1)".formatted(volume, novel));
    execute(
        """
            insert into translation_jobs values ('%s', '%s', '%s', '%s', 'DRAFT', 0, %d, 0, null, null, null, null,
              null, now() at time zone 'utc', now() at time zone 'utc')"""
            .formatted(job, novel, FROM, TO, chapters));
    var ids = new UUID[chapters];
    for (var i = 0; i < chapters; i++) {
      ids[i] = UUID.randomUUID();
    }
    copy("chapters (id, volume_id, seq)", chapters, i -> ids[i] + "\t" + volume + "\t" + i);
    copy(
        "chapter_translations (chapter_id, lang, title, content)", chapters,
        i -> ids[i] + "\t" + FROM + "\tChapter " + i + "\t" + escaped(content.get()));
    copy(
        "translation_subtasks (id, job_id, entity_type, entity_id, parent_volume_id, seq,"
            + " priority, status, created_at, updated_at)",
        chapters,
        i -> String.join(
            "\t", "" + UUID.randomUUID(), "" + job, "chapter", "" + ids[i], "" + volume, "" + i,
            "100", "PENDING", "2026-01-01", "2026-01-01"));
    return job;
  }

  /** Statistics, visibility and the disk as some time after the rows came. */
  public void settle() {
    tidy();
    execute("checkpoint");
  }

  /** Statistics and visibility alone. */
  public void tidy() {
    execute("vacuum analyze");
  }

  /** As the Go service does it: the job becomes visible, then its id is pushed. */
  public void announce(UUID job) {
    release(job);
    push(job);
  }

  /** Pushes the id of a job that is visible already. */
  public void push(UUID job) {
    redis.call("RPUSH", QUEUE, message(job));
  }

  /** Makes a job PENDING and tells nobody. */
  public void release(UUID job) {
    release(List.of(job));
  }

  private void release(List<UUID> jobs) {
    try (var statement = connection.prepareStatement(
        "update translation_jobs set status = 'PENDING' where id = any(?)")) {
      statement.setArray(1, ids(jobs));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Announces a job and looks every 5 ms until it is COMPLETED.
   *
   * @return from the announcement on
   * @throws IllegalStateException
   *           when it ends otherwise, or a worker dies
   */
  public Duration run(UUID job) {
    release(job);
    var began = System.nanoTime();
    push(job);
    awaitCompleted(job);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The same of many jobs, all announced at once. */
  public Duration run(List<UUID> jobs) {
    var command = new ArrayList<Object>(List.of("RPUSH", QUEUE));
    jobs.forEach(job -> command.add(message(job)));
    release(jobs);
    var began = System.nanoTime();
    redis.call(command.toArray());
    awaitCompleted(jobs);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Looks every 5 ms, less often at a long job, until it is COMPLETED. */
  public void awaitCompleted(UUID job) {
    awaitCompleted(List.of(job));
  }

  private void awaitCompleted(List<UUID> jobs) {
    var began = System.nanoTime();
    var shortest = jobs.size() > 1 ? LOOK_AT_MANY_NANOS : LOOK_NANOS;
    try (var statement = connection.prepareStatement(OPEN)) {
      statement.setArray(1, ids(jobs));
      for (var looks = 1; !isOver(statement); looks++) {
        var waited = System.nanoTime() - began;
        if (waited > LONGEST_JOB.toNanos()) {
          throw new IllegalStateException("not completed in " + LONGEST_JOB);
        }
        if (looks % 100 == 0) {
          workers.forEach(Worker::expectAlive);
        }
        LockSupport.parkNanos(
            Math.clamp((long) (PAUSE * waited), shortest, LONGEST_PAUSE_NANOS));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOver(PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      rows.next();
      if (rows.getString(2) != null) {
        throw new IllegalStateException("a job ended otherwise: " + rows.getString(2));
      }
      return rows.getInt(1) == 0;
    }
  }

  private Array ids(List<UUID> ids) throws SQLException {
    return connection.createArrayOf("uuid", ids.toArray());
  }

  private static String message(UUID job) {
    return "{\"job_id\":\"" + job + "\"}";
  }

  /** Who works here; when one dies, nobody waits any longer. */
  void watch(Worker worker) {
    workers.add(worker);
  }

  /** Runs a statement, or several without values. */
  public void execute(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Some of a job's subtasks. */
  List<UUID> subtasks(UUID job, int most) {
    try (var statement = connection.prepareStatement(
        "select id from translation_subtasks where job_id = ? limit ?")) {
      statement.setObject(1, job);
      statement.setInt(2, most);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<UUID>();
        while (rows.next()) {
          found.add(rows.getObject(1, UUID.class));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Copies all that there is so many times, ours included, as if as many such jobs had been done. */
  public void multiply(int times) {
    try {
      Multiplication.of(connection, times);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    settle();
  }

  /** The only number of a query. */
  public double number(String sql) {
    try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getDouble(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      redis.close();
      forgetStaged();
    }
  }

  private void forgetStaged() {
    try (var files = Files.walk(staging)) {
      files.sorted(Comparator.reverseOrder())
          .filter(file -> !file.equals(staging) && !file.endsWith(STORE_ID))
          .forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(String target, int rows, Row row) {
    try {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      var text = new StringBuilder();
      for (var i = 0; i < rows; i++) {
        text.append(row.text(i)).append('\n');
        if (text.length() > 4_000_000 || i == rows - 1) {
          copy.copyIn("copy " + target + " from stdin", new StringReader(text.toString()));
          text.setLength(0);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(target, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  /** One row as COPY reads it. */
  private interface Row {
    String text(int index);
  }
}
