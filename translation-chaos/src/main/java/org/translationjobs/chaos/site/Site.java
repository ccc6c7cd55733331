package org.translationjobs.chaos.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.translationjobs.chaos.servers.Servers;
import org.translationjobs.runtime.TranslationJobs;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.testkit.Eventually;

/**
 * The other services' side of a site: their tables, their queue, and what they do to them, past every
 * proxy. Every change of these tables is audited from the start. Thread-safe.
 */
public final class Site {
  private static final String QUEUE = "translation_queue";
  private static final long GATE = 4711;

  private final Servers servers;

  private Site(Servers servers) {
    this.servers = servers;
  }

  /**
   * Makes the tables of the others, our schema and the audit.
   *
   * @param folder
   *          may be written to
   */
  public static Site create(Servers servers, Path folder) {
    return create(servers, folder, TranslationSystem::migrate);
  }

  /** The same, where our schema is made by another. */
  public static Site create(Servers servers, Path folder, Consumer<TranslationSystem> schema) {
    var site = new Site(servers);
    try (var jobs = TranslationJobs.builder()
        .dataSource(servers.dataSource())
        .staging(folder.resolve("unused"))
        .build()) {
      jobs.system().createGuideTables(true);
      schema.accept(jobs.system());
    }
    site.execute(resource("audit.sql"));
    return site;
  }

  public Audit audit() {
    return new Audit(this);
  }

  /**
   * Novels of one volume, each with a PENDING job from English to Spanish; nothing is announced.
   *
   * @param chapters
   *          of each novel
   * @param withVolume
   *          whether the volume is a subtask too
   */
  public List<UUID> createJobs(int count, int chapters, boolean withVolume) {
    return query(
        "select chaos.new_job(?, ?) from generate_series(1, ?)",
        row -> row.getObject(1, UUID.class), chapters, withVolume, count);
  }

  /** One such novel and job, announced at once: workers start jobs that nobody announced, too. */
  public UUID announceNew(int chapters) {
    var job = createJobs(1, chapters, true).getFirst();
    announce(job);
    return job;
  }

  /** One novel whose chapters have several paragraphs, with a job; nothing is announced. */
  public UUID createBook(int chapters, int paragraphs) {
    return query(
        "select chaos.new_book(?, ?)", row -> row.getObject(1, UUID.class), chapters, paragraphs)
        .getFirst();
  }

  /** The same texts once more as another novel, with a job like that one; nothing is announced. */
  public UUID createTwin(UUID job) {
    return twin(job, true);
  }

  /** The novel of such a twin without a job: its id. */
  public UUID createTwinNovel(UUID job) {
    return twin(job, false);
  }

  private UUID twin(UUID job, boolean withJob) {
    return query(
        "select chaos.new_twin(?, ?)", row -> row.getObject(1, UUID.class), job, withJob)
        .getFirst();
  }

  /** What readers have of a job's chapters now, in their order. */
  public List<String> promoted(UUID job) {
    return query(
        "select t.title || chr(10) || t.content from translation_subtasks s"
            + " join chapter_translations t on t.chapter_id = s.entity_id and t.lang = 'es'"
            + " where s.job_id = ? and s.entity_type = 'chapter' order by s.parent_volume_id is null,"
            + " (select seq from volumes where id = s.parent_volume_id), s.seq",
        row -> row.getString(1), job);
  }

  /** As the Go service does it. */
  public void announce(UUID job) {
    push("{\"job_id\":\"" + job + "\"}");
  }

  /** Anything on the queue. */
  public void push(Object payload) {
    servers.redis().call("RPUSH", QUEUE, payload);
  }

  /** How many announcements nobody has taken. */
  public long queued() {
    return servers.redis().call("LLEN", QUEUE) instanceof Long length ? length : 0;
  }

  /** What the workers put aside, newest first. */
  public List<String> rejected() {
    return servers.redis().list("{" + QUEUE + "}:rejected");
  }

  /** How many of the jobs have ended, however they did. */
  public int ended(Collection<UUID> jobs) {
    return count(
        "select count(*) from translation_jobs where id = any(?)"
            + " and status in ('COMPLETED', 'FAILED', 'CANCELLED')",
        (Object) ids(jobs));
  }

  /** How many of the jobs' subtasks are not finished yet. */
  public int open(Collection<UUID> jobs) {
    return count(
        "select count(*) from translation_subtasks where job_id = any(?)"
            + " and status in ('PENDING', 'IN_PROGRESS')",
        (Object) ids(jobs));
  }

  /** Whether a worker has begun with a job. */
  public boolean isStarted(UUID job) {
    return count(
        "select count(*) from translation_jobs where id = ? and status <> 'PENDING'", job) > 0;
  }

  /**
   * @throws AssertionError
   *           saying how many have ended when the time is over
   */
  public void awaitEnd(Collection<UUID> jobs, Duration atMost) {
    try {
      Eventually.until("the jobs end", atMost, () -> {
        Thread.sleep(100);
        return ended(jobs) == jobs.size();
      });
    } catch (AssertionError e) {
      throw new AssertionError(
          ended(jobs) + " of " + jobs.size() + " jobs have ended after " + atMost.toSeconds()
              + " s",
          e);
    }
  }

  /** How many work items a worker holds at this moment. */
  public int claimsOf(String worker) {
    return count(
        "select count(*) from translation_ops.work_items i"
            + " join translation_ops.workers w using (worker_id)"
            + " where i.state = 'CLAIMED' and w.name = ?",
        worker);
  }

  /** The worker that holds the claim of a staging key. */
  public Optional<String> holder(UUID claim) {
    return query(
        "select w.name from translation_ops.work_items i"
            + " join translation_ops.workers w using (worker_id) where i.claim_id = ?",
        row -> row.getString(1), claim).stream().findFirst();
  }

  /** The worker that holds the chapter whose title this is. */
  public Optional<String> translatorOf(String title) {
    return query(
        "select w.name from chapter_translations t"
            + " join translation_ops.work_items i on i.entity_id = t.chapter_id"
            + " join translation_ops.workers w using (worker_id)"
            + " where t.lang = 'en' and t.title = ? and i.state = 'CLAIMED'",
        row -> row.getString(1), title).stream().findFirst();
  }

  /** Ends the server's side of every connection of the workers, one after the other. */
  public int terminateBackends() {
    return query(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name like 'worker-%'",
        row -> row.getBoolean(1)).size();
  }

  /** The server's clock. */
  public Instant now() {
    return query("select clock_timestamp()", Site::instant).getFirst();
  }

  /**
   * Holds up the first statement that reaches a stage, runs the action and lets it go
   * on.
   *
   * @param stage
   *          claimed, finishing or promoting
   * @param open
   *          run when the gate is closed
   * @param whom
   *          which workers count, by name
   * @param action
   *          is given the worker's name
   */
  public void atGate(
      String stage, Duration atMost, Runnable open, Predicate<String> whom,
      Consumer<String> action) {
    try (var lock = servers.connect()) {
      update(lock, "select pg_advisory_lock(?)", GATE);
      update("insert into chaos.gates values (?)", stage);
      try {
        open.run();
        Eventually.until(
            "a worker is " + stage, atMost, () -> waiting().stream().anyMatch(whom));
        action.accept(waiting().stream().filter(whom).findFirst().orElseThrow());
      } finally {
        update("delete from chaos.gates where stage = ?", stage);
        update(lock, "select pg_advisory_unlock(?)", GATE);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Who waits at the gate, longest first; a dead worker's statement can wait there, too. */
  private List<String> waiting() {
    return query(
        "select a.application_name from pg_locks l join pg_stat_activity a using (pid)"
            + " where l.locktype = 'advisory' and not l.granted and l.objid = ? order by a.query_start",
        row -> row.getString(1), GATE);
  }

  /** Changes rows as another service would. */
  public int update(String sql, Object... arguments) {
    try (var connection = connect()) {
      return update(connection, sql, arguments);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The only number of a query. */
  public int count(String sql, Object... arguments) {
    return query(sql, row -> row.getInt(1), arguments).getFirst();
  }

  /** The rows of a query, each read by the reader. */
  public <T> List<T> query(String sql, Reader<T> reader, Object... arguments) {
    try (var connection = connect();
        var statement = prepared(connection, sql, arguments);
        var rows = statement.executeQuery()) {
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static UUID[] ids(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  static Instant instant(ResultSet row) throws SQLException {
    return row.getObject(1, OffsetDateTime.class).toInstant();
  }

  private Connection connect() throws SQLException {
    var connection = servers.connect();
    connection.setClientInfo("ApplicationName", "site");
    return connection;
  }

  private static int update(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (var statement = prepared(connection, sql, arguments)) {
      return statement.execute() ? 0 : statement.getUpdateCount();
    }
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, Object... arguments) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (var i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof UUID[] ids) {
        statement.setArray(i + 1, connection.createArrayOf("uuid", ids));
      } else {
        statement.setObject(i + 1, arguments[i]);
      }
    }
    return statement;
  }

  private void execute(String script) {
    try (var connection = connect(); var statement = connection.createStatement()) {
      statement.execute(script);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (var in = Site.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
