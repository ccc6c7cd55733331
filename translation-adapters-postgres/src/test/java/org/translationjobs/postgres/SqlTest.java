package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.postgres.Sql.Query;
import org.translationjobs.testkit.EmbeddedPostgres;

class SqlTest {
  private final TestDatabase database = TestDatabase.create();

  @BeforeEach
  void createTable() {
    change("create table notes (note text)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void severalQueriesAnswerInTheirOrderAndSeeWhatTheOnesBeforeThemChanged() {
    var answers = inTransaction(
        sql -> sql.together(
            Query.of("insert into notes values (?) returning note", "one"),
            Query.of("select note from notes where note = ?", "none"),
            Query.of("select note, ?::int as number from notes", 7)));
    assertThat(answers.get(0).getFirst().get("note")).isEqualTo("one");
    assertThat(answers.get(1)).isEmpty();
    assertThat(Sql.number(answers.get(2).getFirst(), "number")).isEqualTo(7);
  }

  @Test
  void whatGoesAheadIsDoneBeforeEveryKindOfStatement() {
    assertThat(this.<Integer>inTransaction(sql -> {
      note(sql);
      return sql.count("select count(*)::int from notes");
    })).isEqualTo(1);
    assertThat(this.<Integer>inTransaction(sql -> {
      note(sql);
      note(sql);
      return sql.change("update notes set note = note || '!'");
    })).isEqualTo(3);
    assertThat(this.<Integer>inTransaction(sql -> {
      note(sql);
      try (var rows = sql.lazily(1, "select note from notes")) {
        return rows.fetch().size();
      }
    })).isEqualTo(4);
    assertThat(this.<Integer>inTransaction(sql -> {
      note(sql);
      sql.changeEach(
          "delete from notes where note = ?", List.of(new Object[] {"n"}, new Object[] {"n!"}));
      return sql.count("select count(*)::int from notes");
    })).isZero();
  }

  private static void note(Sql sql) {
    sql.ahead("insert into notes values (?)", "n");
  }

  @Test
  void aQueryIsNoChange() {
    assertThatThrownBy(() -> inTransaction(sql -> sql.change("select 1")))
        .isInstanceOf(TranslationJobsException.class)
        .hasMessageContaining("a change was expected");
  }

  /** Each statement has its limit; the driver waits for the answers to all of them. */
  @Test
  void severalStatementsHaveTheirTimeOneAfterTheOther() throws Exception {
    try (var connection = database.source().getConnection();
        var silence = new SilenceLimit(connection)) {
      silence.set(Duration.ofSeconds(10));
      var before = connection.getNetworkTimeout();
      silence.expect(3);
      assertThat(connection.getNetworkTimeout()).isEqualTo(before + 20_000);
      silence.expect(1);
      assertThat(connection.getNetworkTimeout()).isEqualTo(before);
    }
  }

  @Test
  void columnsThatOthersAddOrDropAreNotMistakenForTheirNeighbours() {
    change("alter table notes add number int default 7");
    change("insert into notes values ('n')");
    try (var internal = new Database(database.source(), PostgresSettings.DEFAULTS, "x")) {
      Function<Sql, String> read = sql -> String.valueOf(sql.one("select * from notes")
          .get("number"));
      assertThat(internal.transaction("test", read)).isEqualTo("7");
      change("alter table notes drop note");
      assertThat(internal.transaction("test", read)).isEqualTo("7");
      change("alter table notes drop number, add first int default 1, add number int default 8");
      assertThat(internal.transaction("test", read)).isEqualTo("8");
    }
  }

  /** The server refuses what it keeps for a table that has other columns now. */
  @Test
  void aChangedTableFailsNoTransaction() {
    try (var internal = new Database(database.source(), PostgresSettings.DEFAULTS, "x")) {
      Function<Sql, Integer> read = sql -> sql.rows("select * from notes").size()
          + sql.together(Query.of("select 1"), Query.of("select * from notes")).size();
      for (var uses = 0; uses < 8; uses++) {
        assertThat(internal.<Integer>transaction("test", read)).isEqualTo(2);
      }
      for (var number = 1; number < 4; number++) {
        changeElsewhere("alter table notes add number%d int".formatted(number));
        assertThat(internal.<Integer>transaction("test", read)).isEqualTo(2);
      }
    }
  }

  @Test
  void aTransactionUsesNoPlanThatTheServerKeepsWhateverTheSessionSays() {
    try (var embedders = new Database(unpooled(), PostgresSettings.DEFAULTS, "x")) {
      assertThat(
          embedders.<String>transaction(
              "test", sql -> Sql.text(sql.one("show plan_cache_mode"), "plan_cache_mode")))
          .isEqualTo("force_custom_plan");
    }
  }

  @Test
  void whatEndedTheConnectionIsTold() {
    assertThatThrownBy(
        () -> inTransaction(
            sql -> sql.together(
                Query.of("select pg_terminate_backend(pg_backend_pid())"), Query.of("select 1"))))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("57P01");
  }

  @Test
  void singleStatementsAreCommittedWhateverTheDataSourceHandsOut() throws Exception {
    try (var waiting = new Database(
        connections(SqlTest::withoutAutoCommit), PostgresSettings.DEFAULTS, "x")) {
      assertThat(
          waiting.<Integer>statement("note", sql -> sql.change("insert into notes values ('n')")))
          .isEqualTo(1);
    }
    assertThat(this.<Integer>inTransaction(sql -> sql.count("select count(*)::int from notes")))
        .isEqualTo(1);
  }

  private static Connection withoutAutoCommit(Connection connection) {
    try {
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private DataSource connections(UnaryOperator<Connection> each) {
    return (DataSource) Proxy.newProxyInstance(
        SqlTest.class.getClassLoader(), new Class<?>[] {DataSource.class},
        (self, method, arguments) -> {
          try {
            var answer = method.invoke(database.source(), arguments);
            return answer instanceof Connection connection ? each.apply(connection) : answer;
          } catch (InvocationTargetException e) {
            throw e.getTargetException();
          }
        });
  }

  private <T> T inTransaction(Function<Sql, T> work) {
    try (var internal = new Database(database.source(), PostgresSettings.DEFAULTS, "x")) {
      return internal.transaction("test", work);
    }
  }

  private void change(String statement) {
    change(database.source(), statement);
  }

  /** Not on a connection of the pool, whose driver would know of it. */
  private void changeElsewhere(String statement) {
    change(unpooled(), statement);
  }

  private DataSource unpooled() {
    var source = new PGSimpleDataSource();
    source.setUrl(ConnectionUrl.parse(database.url()).jdbcUrl());
    source.setUser(EmbeddedPostgres.USER);
    return source;
  }

  private static void change(DataSource source, String statement) {
    try (var connection = source.getConnection();
        var created = connection.createStatement()) {
      created.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
