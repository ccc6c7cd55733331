package org.translationjobs.postgres;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.NoDataFoundException;
import org.jooq.exception.SQLDialectNotSupportedException;
import org.jooq.exception.TooManyRowsException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL templates; {@link Guide#sql} says what may stand in their braces. Arguments are bound by the
 * driver, which sends arrays in binary: nothing is escaped here and parsed again by the server. jOOQ
 * reads the rows.
 */
final class Sql {
  private static final DSLContext RECORDS = DSL.using(SQLDialect.POSTGRES);

  private final Connection connection;
  private final Guide guide;
  private final Duration limit;
  private final SilenceLimit silence;
  private final List<Query> ahead = new ArrayList<>();

  /** A template and what is bound to its question marks. */
  record Query(String template, List<@Nullable Object> arguments) {
    static Query of(String template, @Nullable Object... arguments) {
      return new Query(template, Arrays.asList(arguments));
    }
  }

  /**
   * @param limit
   *          of each message, watched by the driver; zero where the server watches each statement
   */
  Sql(Connection connection, Guide guide, Duration limit, SilenceLimit silence) {
    this.connection = connection;
    this.guide = guide;
    this.limit = limit;
    this.silence = silence;
  }

  Guide guide() {
    return guide;
  }

  /** Goes on the same way as the next statement, before it; what it answers is dropped. */
  void ahead(String template, @Nullable Object... arguments) {
    ahead(Query.of(template, arguments));
  }

  void ahead(Query query) {
    ahead.add(query);
  }

  List<Record> rows(String template, @Nullable Object... arguments) {
    return together(Query.of(template, arguments)).getFirst();
  }

  /**
   * The rows of several queries, sent in one message. Each is executed when the one before it has ended:
   * it sees what that one changed, and what others committed while that one waited for a lock.
   */
  List<List<Record>> together(Query... queries) {
    return send(List.of(queries), statement -> {
      var answers = new ArrayList<List<Record>>();
      while (answers.size() < queries.length) {
        try (var rows = statement.getResultSet()) {
          answers.add(RECORDS.fetch(rows, fields(queries[answers.size()].template(), rows)));
        }
        statement.getMoreResults();
      }
      return answers;
    });
  }

  /**
   * Rows of which the server keeps those that are not read yet, until they are closed or the transaction
   * ends; without a limit of time of their own.
   *
   * @param atOnce
   *          how many it hands out at a time
   */
  Cursor<Record> lazily(int atOnce, String template, @Nullable Object... arguments) {
    var text = guide.sql(template);
    flush();
    try {
      var statement = connection.prepareStatement(text);
      try {
        statement.closeOnCompletion();
        statement.setFetchSize(atOnce);
        bindAll(statement, arguments);
        var rows = statement.executeQuery();
        return RECORDS.fetchLazy(rows, fields(template, rows));
      } catch (SQLException | RuntimeException e) {
        statement.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new DataAccessException("SQL [" + text + "]; " + e.getMessage(), e);
    }
  }

  Optional<Record> row(String template, @Nullable Object... arguments) {
    var rows = rows(template, arguments);
    if (rows.size() > 1) {
      throw new TooManyRowsException("one row expected, got " + rows.size());
    }
    return rows.stream().findFirst();
  }

  /** The only row of a query that always has one. */
  Record one(String template, @Nullable Object... arguments) {
    return row(template, arguments)
        .orElseThrow(() -> new NoDataFoundException("one row expected, got none"));
  }

  int count(String template, @Nullable Object... arguments) {
    return intOf(one(template, arguments), 0);
  }

  int change(String template, @Nullable Object... arguments) {
    return send(List.of(Query.of(template, arguments)), statement -> {
      var changed = statement.getUpdateCount();
      if (changed < 0) {
        throw new SQLException("it returned rows, a change was expected");
      }
      return changed;
    });
  }

  /**
   * The same change with several lists of arguments. They are sent without waiting for answers: the next
   * one is on its way while the server is busy with one.
   */
  void changeEach(String template, List<@Nullable Object[]> argumentLists) {
    if (argumentLists.size() == 1) {
      change(template, argumentLists.getFirst());
      return;
    }
    flush();
    var unused = run(guide.sql(template), statement -> {
      for (var arguments : argumentLists) {
        bindAll(statement, arguments);
        statement.addBatch();
      }
      try {
        return statement.executeBatch();
      } catch (BatchUpdateException e) {
        // its own message repeats the statement with all that was bound
        throw e.getNextException() == null ? e : e.getNextException();
      }
    });
  }

  /** What waits to be sent ahead is sent alone where the next statement cannot take it along. */
  private void flush() {
    if (!ahead.isEmpty()) {
      var unused = send(List.of(), statement -> true);
    }
  }

  /**
   * Several statements by one message, which the driver takes apart at the semicolons.
   *
   * @param answer
   *          from the answer of the first of {@code queries} on
   */
  private <T> T send(List<Query> queries, Execution<T> answer) {
    var skipped = ahead.size();
    var all = new ArrayList<>(ahead);
    all.addAll(queries);
    ahead.clear();
    var text = all.stream().map(q -> guide.sql(q.template())).collect(Collectors.joining(";\n"));
    return run(text, statement -> {
      var bound = 0;
      for (var query : all) {
        for (var argument : query.arguments()) {
          bind(statement, ++bound, argument);
        }
      }
      silence.expect(Math.max(1, queries.size()));
      statement.execute();
      silence.expect(1); // not after a failure: a lost connection's reason would be lost, too
      for (var i = 0; i < skipped; i++) {
        statement.getMoreResults();
      }
      return answer.of(statement);
    });
  }

  private <T> T run(String text, Execution<T> execution) {
    try (var statement = connection.prepareStatement(text)) {
      if (limit.isPositive()) {
        statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
      }
      return execution.of(statement);
    } catch (SQLException e) {
      throw new DataAccessException("SQL [" + text + "]; " + e.getMessage(), e);
    }
  }

  /**
   * Once for each template, as long as the columns keep their names and places: to say what they are the
   * driver asks the server about their tables.
   */
  private Field<?>[] fields(String template, ResultSet rows) throws SQLException {
    var known = guide.fields().get(template);
    if (known == null || !areOf(known, rows.getMetaData())) {
      known = fields(rows);
      guide.fields().put(template, known);
    }
    return known;
  }

  private static boolean areOf(Field<?>[] fields, ResultSetMetaData columns) throws SQLException {
    if (fields.length != columns.getColumnCount()) {
      return false;
    }
    for (var i = 0; i < fields.length; i++) {
      if (!fields[i].getName().equals(columns.getColumnLabel(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private static Field<?>[] fields(ResultSet rows) throws SQLException {
    var columns = rows.getMetaData();
    var fields = new Field<?>[columns.getColumnCount()];
    for (var i = 0; i < fields.length; i++) {
      fields[i] =
          DSL.field(
              DSL.name(columns.getColumnLabel(i + 1)), type(columns.getColumnTypeName(i + 1)));
    }
    return fields;
  }

  private static DataType<?> type(String name) {
    try {
      return DefaultDataType.getDataType(SQLDialect.POSTGRES, name);
    } catch (SQLDialectNotSupportedException e) {
      return SQLDataType.OTHER;
    }
  }

  private void bindAll(PreparedStatement statement, @Nullable Object[] arguments)
      throws SQLException {
    for (var i = 0; i < arguments.length; i++) {
      bind(statement, i + 1, arguments[i]);
    }
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object argument)
      throws SQLException {
    switch (argument) {
      case UUID[] ids -> statement.setArray(index, connection.createArrayOf("uuid", ids));
      case String[] texts -> statement.setArray(index, connection.createArrayOf("text", texts));
      case byte[][] bytes -> statement.setArray(index, connection.createArrayOf("bytea", bytes));
      case Integer[] numbers -> statement.setArray(index, connection.createArrayOf("int4",
          numbers));
      case Double[] numbers ->
          statement.setArray(index, connection.createArrayOf("float8", numbers));
      case null, default -> statement.setObject(index, argument);
    }
  }

  @FunctionalInterface
  private interface Execution<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  static String text(Record row, String column) {
    return row.get(column, String.class);
  }

  static Optional<String> optional(Record row, String column) {
    return Optional.ofNullable(row.get(column, String.class));
  }

  static UUID uuid(Record row, String column) {
    return row.get(column, UUID.class);
  }

  static int number(Record row, String column) {
    return row.get(column, Integer.class);
  }

  static boolean flag(Record row, String column) {
    return Boolean.TRUE.equals(row.get(column, Boolean.class));
  }

  static Instant instant(Record row, String column) {
    return row.get(column, Instant.class);
  }

  static Optional<Instant> optionalInstant(Record row, String column) {
    return Optional.ofNullable(row.get(column, Instant.class));
  }

  /** For a column that holds seconds. */
  static Duration duration(Record row, String column) {
    return Duration.ofNanos((long) (row.get(column, Double.class) * 1e9));
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  static <T> UUID[] uuids(Collection<T> items, Function<T, UUID> id) {
    return items.stream().map(id).toArray(UUID[]::new);
  }

  static <T> @Nullable String[] texts(Collection<T> items, Function<T, @Nullable String> text) {
    return items.stream().map(text).toArray(String[]::new);
  }

  /** PostgreSQL's text has no NUL. */
  static String clean(String text) {
    return text.replace("\u0000", "");
  }

  private static int intOf(Record row, int index) {
    return row.get(index, Integer.class);
  }
}
