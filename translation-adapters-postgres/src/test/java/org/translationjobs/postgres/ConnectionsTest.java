package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.Scene;
import org.translationjobs.testkit.TcpProxy;

/** What happens to connections, and to transactions whose connection or outcome is lost. */
class ConnectionsTest {
  private final TestDatabase database = TestDatabase.create();

  @AfterEach
  void close() {
    database.close();
  }

  /** One connection only, so that every statement meets the traces of those before it. */
  private HikariDataSource onePooled() {
    return onePooled(database.url());
  }

  private static HikariDataSource onePooled(String address) {
    var url = ConnectionUrl.parse(address);
    var pool = new HikariConfig();
    pool.setJdbcUrl(url.jdbcUrl());
    pool.setDataSourceProperties(url.properties());
    pool.setMaximumPoolSize(1);
    pool.setConnectionTimeout(5000);
    return new HikariDataSource(pool);
  }

  /**
   * A start is acknowledged before it is on the disk: what a crash takes back is found by the sweep. A
   * claim, for which engines are paid, waits for the disk.
   */
  @Test
  void aStartThatACrashTakesBackIsFoundAgain() throws Exception {
    var settings = Map.of("synchronous_commit", "on", "autovacuum", "off");
    try (var server = EmbeddedPostgres.start(settings); var own = TestDatabase.on(server)) {
      var lost = Scene.pendingJob(own, 1);
      var claimed = Scene.pendingJob(own, 1);
      var walWriter = texts(
          own, "select pid::text from pg_stat_activity where backend_type = 'walwriter'");
      new ProcessBuilder("kill", "-STOP", walWriter.getFirst()).start().waitFor();
      assertThat(claimed.claim(WorkerId.random(), claimed.start(), 1)).hasSize(1);
      var run = lost.start();
      server.kill();
      server.restart();
      assertThat(texts(own, "select status from translation_jobs order by status"))
          .containsExactly("IN_PROGRESS", "PENDING");
      assertThat(texts(own, "select state from translation_ops.work_items"))
          .containsExactly("CLAIMED");
      var found = own.jobs().unannounced(Scene.PATIENCE, 10);
      assertThat(found).hasSize(1);
      assertThat(own.jobs()
          .activate(found.getFirst(), RunRequest.swept(Scene.PLAN), Scene.PATIENCE))
          .isInstanceOfSatisfying(
              Activated.Started.class, again -> assertThat(again.run()).isNotEqualTo(run));
    }
  }

  /** Who waited for its lock would then read all its subtasks only to see that it has begun. */
  @Test
  void aJobThatIsBeingActivatedIsNotOffered() throws SQLException {
    var busy = Scene.pendingJob(database, 1);
    var free = Scene.pendingJob(database, 1);
    try (var activating = database.source().getConnection()) {
      activating.setAutoCommit(false);
      try (var lock = activating.prepareStatement(
          "select 1 from translation_jobs where id = ? for update")) {
        lock.setObject(1, busy.jobId().value());
        lock.execute();
      }
      assertThat(database.jobs().unannounced(Scene.PATIENCE, 10)).containsExactly(free.jobId());
      activating.rollback();
      activating.setAutoCommit(true);
    }
    assertThat(database.jobs().unannounced(Scene.PATIENCE, 10))
        .containsExactlyInAnyOrder(busy.jobId(), free.jobId());
  }

  private static List<String> texts(TestDatabase database, String query) throws SQLException {
    try (var connection = database.source().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  @Test
  void nothingStaysOnAConnectionThatAPoolerCouldNotKeep() throws SQLException {
    try (var pool = onePooled()) {
      var postgres = new PostgresDatabase(pool, PostgresSettings.DEFAULTS);
      var scene = Scene.pendingJob(database, 3);
      for (var i = 0; i < 10; i++) {
        postgres.jobs()
            .activate(
                scene.jobId(), RunRequest.announced(Scene.PLAN),
                Scene.PATIENCE);
        postgres.workers().living();
      }
      assertThat(setting(pool, "select count(*) from pg_prepared_statements where name like 'S_%'"))
          .isEqualTo("0");
      assertThat(setting(pool, "show statement_timeout")).isEqualTo("0");
      assertThat(setting(pool, "show lock_timeout")).isEqualTo("0");
      assertThat(setting(pool, "select count(*) from pg_locks where locktype = 'advisory'"))
          .isEqualTo("0");
    }
  }

  private static String setting(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection()) {
      return setting(connection, sql);
    }
  }

  private static String setting(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void anInterruptedThreadFinishesItsCallAndStaysInterrupted() throws Exception {
    for (var kind : List.of(Thread.ofVirtual(), Thread.ofPlatform().daemon())) {
      try (var pool = onePooled();
          var postgres = new PostgresDatabase(pool, PostgresSettings.DEFAULTS)) {
        postgres.check();
        var pid = setting(pool, "select pg_backend_pid()");
        var interrupted = new AtomicBoolean();
        var thread = kind.start(() -> {
          Thread.currentThread().interrupt();
          postgres.workers().living();
          interrupted.set(Thread.currentThread().isInterrupted());
        });
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(interrupted).isTrue();
        assertThat(setting(pool, "select pg_backend_pid()")).isEqualTo(pid);
      }
    }
  }

  @Test
  void anInterruptInTheMiddleOfAStatementLetsItFinish() throws Exception {
    for (var kind : List.of(Thread.ofVirtual(), Thread.ofPlatform().daemon())) {
      try (var pool = onePooled();
          var internal = new Database(pool, PostgresSettings.DEFAULTS, "x");
          var holder = database.source().getConnection()) {
        internal.guide();
        var pid = setting(pool, "select pg_backend_pid()");
        setting(holder, "select pg_advisory_lock(7)::text");
        var answer = new AtomicReference<String>();
        var thread = kind.start(
            () -> answer.set(
                internal.statement(
                    "wait",
                    sql -> sql.count("select 5 from pg_advisory_lock(7)")
                        + " " + Thread.currentThread().isInterrupted())));
        Eventually.until(
            "the statement waits in the server",
            () -> setting(holder, "select count(*) from pg_locks where not granted and pid = "
                + pid)
                .equals("1"));
        thread.interrupt();
        setting(holder, "select pg_advisory_unlock(7)::text");
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(answer).hasValue("5 false");
        assertThat(setting(pool, "select pg_backend_pid()")).isEqualTo(pid);
        setting(pool, "select pg_advisory_unlock_all()::text");
      }
    }
  }

  @Test
  void computingOnVirtualThreadsHoldsUpNoStatement() throws Exception {
    var stop = new AtomicBoolean();
    var spinning = new ArrayList<Thread>();
    try (var pool = onePooled();
        var postgres = new PostgresDatabase(pool, PostgresSettings.DEFAULTS)) {
      postgres.check();
      for (var i = 0; i < Runtime.getRuntime().availableProcessors() + 2; i++) {
        spinning.add(Thread.ofVirtual().start(() -> {
          while (!stop.get()) {
            Thread.onSpinWait();
          }
        }));
      }
      var caller = Thread.ofPlatform().daemon().start(() -> postgres.workers().living());
      assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
    } finally {
      stop.set(true);
      for (var thread : spinning) {
        thread.join();
      }
    }
  }

  @Test
  void closingLeavesNoThreadAndRefusesLaterCalls() throws Exception {
    try (var pool = onePooled()) {
      var thread = new AtomicReference<Thread>();
      var internal = new Database(pool, PostgresSettings.DEFAULTS, "x");
      internal.plain("look", context -> {
        thread.set(Thread.currentThread());
        return true;
      });
      assertThat(thread.get().isAlive()).isTrue();
      internal.close();
      internal.close();
      assertThat(thread.get().join(Duration.ofSeconds(20))).isTrue();
      assertThatThrownBy(() -> internal.plain("look", context -> true))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void aPromotionThatOutlastsItsDatabaseGivesItsConnectionBack() {
    var scene = Scene.pendingJob(database, 1);
    var run = scene.start();
    scene.finishAll(run);
    try (var pool = onePooled()) {
      var postgres = new PostgresDatabase(pool, PostgresSettings.DEFAULTS);
      var promotion = postgres.promotions().begin(scene.promotionClaim(run));
      postgres.close();
      assertThatThrownBy(() -> promotion.next(5))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isOne();
      promotion.close();
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
  }

  @Test
  void aDeadlockVictimIsTriedAgainAsAWhole() {
    var tries = new AtomicInteger();
    var internal = new Database(database.source(), PostgresSettings.DEFAULTS, "x");
    var result = internal.transaction("try", sql -> {
      if (tries.incrementAndGet() < 3) {
        sql.change("do $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$");
      }
      return sql.count("select 7");
    });
    assertThat(result).isEqualTo(7);
    assertThat(tries).hasValue(3);
  }

  @Test
  void aLostConnectionIsToldFromAWrongStatement() {
    var nowhere = new PostgresDatabase(
        proxied((method, call) -> {
          if (method.equals("getConnection")) {
            throw new SQLException("refused", "08001");
          }
          return call.get();
        }), PostgresSettings.DEFAULTS, "db.example/site");
    assertThatThrownBy(() -> nowhere.workers().living())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("db.example/site");
    database.execute("alter table translation_ops.workers rename to hands");
    assertThatThrownBy(() -> database.workers().living())
        .isInstanceOf(TranslationJobsException.class)
        .isNotInstanceOf(UnavailableException.class)
        .hasMessageContaining("translation-cli migrate");
  }

  @Test
  void aServerThatHasBecomeReadOnlyIsUnavailable() {
    var scene = Scene.pendingJob(database, 1);
    database.execute(
        """
        do $$ begin
          execute format(
            'alter database %I set default_transaction_read_only = on', current_database());
        end $$
        """);
    try (var pool = onePooled()) {
      var standby = new PostgresDatabase(pool, PostgresSettings.DEFAULTS);
      assertThatThrownBy(() -> standby.jobs().cancel(scene.jobId(), "why"))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("25006")
          .hasMessageContaining("DATABASE_URL must name the primary");
    }
  }

  @Test
  void aServerWithoutConnectionsToSpareIsUnavailableAndSaysWhatToDo() {
    var role = "crowded_" + UUID.randomUUID().toString().replace("-", "");
    database.execute("create role " + role + " login connection limit 0");
    var url = ConnectionUrl.parse(database.url().replaceFirst("//[^@]*@", "//" + role + "@"));
    var source = new PGSimpleDataSource();
    source.setUrl(url.jdbcUrl());
    source.setUser(role);
    var crowded = new PostgresDatabase(source, PostgresSettings.DEFAULTS);
    assertThatThrownBy(() -> crowded.workers().living())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("53300")
        .hasMessageContaining("lower the pool size");
    database.execute("drop role " + role);
  }

  @Test
  void aLockThatIsNotGrantedInTimeIsUnavailability() throws SQLException {
    var scene = Scene.pendingJob(database, 1);
    var hasty = new PostgresDatabase(
        database.source(),
        PostgresSettings.DEFAULTS.withTimeouts(
            Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofSeconds(5)));
    try (var holder = database.source().getConnection()) {
      holder.setAutoCommit(false);
      try (var statement = holder.createStatement()) {
        statement.execute("select 1 from translation_jobs for update");
      }
      assertThatThrownBy(() -> hasty.jobs().cancel(scene.jobId(), "why"))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("holds the row");
      holder.rollback();
    }
  }

  @Test
  void aConnectionThatFallsSilentIsGivenUpSoonAfterItsStatementShouldHaveEnded()
      throws SQLException {
    var limits = PostgresSettings.DEFAULTS.withTimeouts(
        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(60));
    var port = URI.create(database.url()).getPort();
    try (var proxy = TcpProxy.to(port);
        var pool = onePooled(database.url().replace(":" + port + "/", ":" + proxy.port() + "/"));
        var silent = new Database(pool, limits, "the proxy")) {
      var began = System.nanoTime();
      assertThatThrownBy(() -> silent.plain("ask", context -> {
        proxy.freeze();
        return context.fetch("select 1");
      })).isInstanceOf(UnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
      proxy.restore();
      try (var connection = pool.getConnection()) {
        assertThat(connection.getNetworkTimeout()).isEqualTo(90_000);
      }
    }
  }

  @Test
  void aPromotionThatStandsStillIsUndoneSoThatAnotherCanGoOn() {
    var scene = Scene.pendingJob(database, 2);
    var run = scene.start();
    scene.finishAll(run);
    var impatient = PostgresSettings.DEFAULTS.withTimeouts(
        Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(2));
    try (var quick = new PostgresDatabase(database.source(), impatient)) {
      var claim = scene.promotionClaim(run);
      var still = quick.promotions().begin(claim);
      assertThat(still.next(5)).hasSize(2);
      still.keepAlive();
      Eventually.until("the server has ended it", () -> database.value(
          Integer.class,
          "select count(*)::int from pg_stat_activity where datname = current_database()"
              + " and state = 'idle in transaction'") == 0);
      assertThatThrownBy(still::keepAlive).isInstanceOf(UnavailableException.class);
      still.close();
      try (var next = quick.promotions().begin(claim)) {
        assertThat(next.next(5)).hasSize(2);
      }
    }
  }

  @Test
  void aConnectionGoesBackWithItsOwnersLimitOfSilence() throws SQLException {
    try (var owners = database.source().getConnection()) {
      owners.setNetworkTimeout(Runnable::run, 70_000);
      var during = new ArrayList<Integer>();
      try (var used = new Database(proxied((method, call) -> switch (method) {
        case "getConnection" -> owners;
        case "close" -> null;
        default -> {
          during.add(owners.getNetworkTimeout());
          yield call.get();
        }
      }), PostgresSettings.DEFAULTS, "x")) {
        used.plain("ask", context -> context.fetch("select 1"));
        assertThat(owners.getNetworkTimeout()).isEqualTo(70_000);
        used.transaction("ask", sql -> sql.change("set local lock_timeout = 1"));
        assertThat(owners.getNetworkTimeout()).isEqualTo(70_000);
        assertThatThrownBy(() -> used.transaction("ask", sql -> sql.change("select nonsense")))
            .isInstanceOf(RuntimeException.class);
      }
      assertThat(owners.getNetworkTimeout()).isEqualTo(70_000);
      assertThat(during).contains(15_000);
    }
  }

  @Test
  void aCommitWhoseAnswerIsLostIsLookedUp() {
    var scene = Scene.pendingJob(database, 2);
    var run = scene.start();
    scene.finishAll(run);
    var claim = scene.promotionClaim(run);
    var lose = new AtomicBoolean(true);
    var losing = new PostgresDatabase(proxied((method, call) -> {
      var result = call.get();
      if (method.equals("commit") && lose.getAndSet(false)) {
        throw new SQLException("connection lost", "08006");
      }
      return result;
    }), PostgresSettings.DEFAULTS);
    try (var promotion = losing.promotions().begin(claim)) {
      for (var items = promotion.next(5); !items.isEmpty(); items = promotion.next(5)) {
        promotion.write(
            items.stream()
                .map(
                    item -> new PromotionText(
                        item, new TranslatedText("t", "c")))
                .toList());
      }
      assertThat(promotion.complete()).isEqualTo(new Completion.Completed(2, 0, List
          .of()));
    }
    assertThat(lose).isFalse();
    assertThat(database.job(scene.jobId()).orElseThrow().status()).isEqualTo("COMPLETED");
  }

  /** The data source, with every call of it and of its connections going through the hook. */
  private DataSource proxied(Hook hook) {
    return proxy(DataSource.class, database.source(), hook);
  }

  private static <T> T proxy(Class<T> type, Object target, Hook hook) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
              var result = hook.call(method.getName(), () -> {
                try {
                  return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                  throw (Exception) e.getCause();
                }
              });
              return result instanceof Connection connection
                  ? proxy(Connection.class, connection, hook)
                  : result;
            }));
  }

  private interface Hook {
    Object call(String method, Call call) throws Exception;
  }

  private interface Call {
    Object get() throws Exception;
  }
}
