package org.translationjobs.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Runs SQL templates; {@link Guide#sql} says what may stand in their braces. */
final class Sql {
  private final DSLContext context;
  private final Guide guide;

  Sql(DSLContext context, Guide guide) {
    this.context = context;
    this.guide = guide;
  }

  Guide guide() {
    return guide;
  }

  List<Record> rows(String template, @Nullable Object... arguments) {
    return context.resultQuery(guide.sql(template), arguments).fetch();
  }

  Optional<Record> row(String template, @Nullable Object... arguments) {
    return Optional.ofNullable(context.resultQuery(guide.sql(template), arguments).fetchOne());
  }

  /** The only row of a query that always has one. */
  Record one(String template, @Nullable Object... arguments) {
    return context.resultQuery(guide.sql(template), arguments).fetchSingle();
  }

  int count(String template, @Nullable Object... arguments) {
    return intOf(one(template, arguments), 0);
  }

  int change(String template, @Nullable Object... arguments) {
    return context.query(guide.sql(template), arguments).execute();
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
