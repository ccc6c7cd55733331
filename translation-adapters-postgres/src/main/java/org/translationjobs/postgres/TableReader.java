package org.translationjobs.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Reads what tables of other services look like: all of them at once, in three statements. */
final class TableReader {
  private final DSLContext context;

  /** Empty: where the connection's search path finds them. */
  private final String schema;

  TableReader(DSLContext context, String schema) {
    this.context = context;
    this.schema = schema;
  }

  private record Index(List<String> columns, boolean isUnique) {}

  /** By their names as configured; without those that are missing or that this user must not see. */
  Map<String, Table> read(List<String> names) {
    var found = context.resultQuery(
        """
        select c.oid::bigint as oid, n.nspname as schema, w.name
        from unnest(?::text[], ?::text[]) w (name, path)
        join pg_catalog.pg_class c on c.oid = to_regclass(w.path)
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'f')
        """,
        names.toArray(String[]::new), names.stream().map(this::path).toArray(String[]::new))
        .fetch();
    var oids = found.getValues("oid", Long.class).toArray(Long[]::new);
    var columns = columns(oids);
    var indexes = indexes(oids);
    return found.stream()
        .collect(
            toMap(
                row -> row.get("name", String.class),
                row -> table(
                    row, columns.getOrDefault(row.get("oid", Long.class), List.of()),
                    indexes.getOrDefault(row.get("oid", Long.class), List.of()))));
  }

  private String path(String name) {
    return (schema.isEmpty() ? "" : Table.quoted(schema) + ".") + Table.quoted(name);
  }

  private static Table table(Record row, List<Table.Column> columns, List<Index> indexes) {
    var name = row.get("name", String.class);
    return new Table(
        name,
        Table.quoted(row.get("schema", String.class)) + "." + Table.quoted(name),
        columns.stream().collect(toMap(Table.Column::name, column -> column)),
        uniques(indexes),
        indexes.stream().map(Index::columns).toList());
  }

  private static Set<Set<String>> uniques(List<Index> indexes) {
    var uniques = new HashSet<Set<String>>();
    indexes.stream().filter(Index::isUnique).forEach(i -> uniques.add(Set.copyOf(i.columns())));
    return uniques;
  }

  private Map<Long, List<Table.Column>> columns(Long[] oids) {
    return context.resultQuery(
        """
        select a.attrelid::bigint as oid, a.attname as name,
          format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type,
          case when coalesce(nullif(t.typbasetype, 0), t.oid) in
              ('varchar'::regtype, 'bpchar'::regtype)
            then greatest(case when t.typtype = 'd' then t.typtypmod else a.atttypmod end - 4, -1)
            else -1 end as length,
          a.attnotnull or t.typnotnull as not_null,
          a.atthasdef or a.attidentity <> '' or a.attgenerated <> '' or t.typdefault is not null
            as filled,
          a.attgenerated <> '' or a.attidentity = 'a' as generated
        from pg_catalog.pg_attribute a
        join pg_catalog.pg_type t on t.oid = a.atttypid
        where a.attrelid = any(?::bigint[]) and a.attnum > 0 and not a.attisdropped
        """,
        (Object) oids)
        .fetch()
        .stream()
        .collect(
            groupingBy(
                row -> row.get("oid", Long.class), mapping(TableReader::column, toList())));
  }

  private static Table.Column column(Record row) {
    return new Table.Column(
        row.get("name", String.class),
        row.get("type", String.class),
        row.get("length", Integer.class),
        Sql.flag(row, "not_null"),
        Sql.flag(row, "filled"),
        Sql.flag(row, "generated"));
  }

  private Map<Long, List<Index>> indexes(Long[] oids) {
    return context.resultQuery(
        """
        select i.indrelid::bigint as oid, i.indisunique and i.indimmediate as is_unique, array(
          select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(attnum, position)
          join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
          where k.position <= i.indnkeyatts order by k.position) as columns
        from pg_catalog.pg_index i
        where i.indrelid = any(?::bigint[])
          and i.indpred is null and i.indexprs is null and i.indisvalid
        """,
        (Object) oids)
        .fetch()
        .stream()
        .filter(row -> row.get("columns", String[].class).length > 0)
        .collect(
            groupingBy(
                row -> row.get("oid", Long.class),
                mapping(
                    row -> new Index(
                        Arrays.asList(row.get("columns", String[].class)),
                        Sql.flag(row, "is_unique")),
                    toList())));
  }
}
