package org.translationjobs.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.text.EncodedText;

/**
 * A table of another service as it is.
 *
 * @param name
 *          as configured
 * @param sqlName
 *          with its schema, quoted
 * @param uniques
 *          the column sets of its plain unique constraints and indexes
 * @param indexes
 *          the columns of its plain indexes, in order
 */
record Table(
    String name,
    String sqlName,
    Map<String, Column> columns,
    Set<Set<String>> uniques,
    List<List<String>> indexes) {
  Table {
    columns = Map.copyOf(columns);
    uniques = Set.copyOf(uniques);
    indexes = List.copyOf(indexes);
  }

  Optional<Column> column(String column) {
    return Optional.ofNullable(columns.get(column));
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /** Whether an index helps to find rows by this column. */
  boolean isIndexedBy(String column) {
    return indexes.stream().anyMatch(index -> index.getFirst().equals(column));
  }

  /** The current time as the column wants it: naive columns hold UTC. */
  String now(String column) {
    return isNaive(column)
        ? "(clock_timestamp() at time zone 'utc')"
        : "clock_timestamp()";
  }

  /** A timestamp column read as a point in time. */
  String instant(String alias, String column) {
    var read = alias + "." + quoted(column);
    return isNaive(column) ? "(" + read + " at time zone 'utc')" : read;
  }

  /** Why one of the columns cannot hold this value; empty when it can. */
  Optional<String> refusal(String columnName, @Nullable String value) {
    if (value != null && value.indexOf('\u0000') >= 0) {
      return Optional.of(columnName + " contains the character U+0000, which " + where(columnName)
          + " cannot hold");
    }
    if (value != null && EncodedText.hasHalfSurrogatePair(value)) {
      return Optional.of(columnName + " contains half of a surrogate pair, which "
          + where(columnName) + " cannot hold");
    }
    return refusalOfStorable(columnName, value);
  }

  /** The same of a value whose characters are known to be storable. */
  Optional<String> refusalOfStorable(String columnName, @Nullable String value) {
    var column = columns.get(columnName);
    if (value == null) {
      return column != null && column.notNull()
          ? Optional.of(
              columnName + " is missing, but " + where(columnName) + " must not be null")
          : Optional.empty();
    }
    if (column == null || column.length() < 0) {
      return Optional.empty();
    }
    var length = value.codePointCount(0, value.length());
    return length > column.length()
        ? Optional.of(columnName + " has " + length + " characters, " + where(columnName)
            + " allows " + column.length())
        : Optional.empty();
  }

  private String where(String column) {
    return "the column " + name + "." + column;
  }

  private boolean isNaive(String column) {
    return column(column).map(c -> c.type().startsWith("timestamp without")).orElse(false);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * One column.
   *
   * @param type
   *          of the domain's base where it has a domain; without length
   * @param length
   *          in characters; -1 without limit
   * @param filled
   *          whether the server fills it: default, identity or generated
   * @param generated
   *          whether it cannot be written
   */
  record Column(
      String name, String type, int length, boolean notNull, boolean filled, boolean generated) {
    boolean isTimestamp() {
      return type.startsWith("timestamp");
    }

    boolean mustBeGiven() {
      return notNull && !filled;
    }
  }
}
