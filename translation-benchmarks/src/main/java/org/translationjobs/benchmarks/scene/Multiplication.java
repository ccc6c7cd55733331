package org.translationjobs.benchmarks.scene;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies every row of a site's tables many times, ours included, under other ids: a site where many jobs
 * like this one were done. Ids are changed alike in all tables, so that rows still belong together. Copies of our
 * work items fill their pages, as these do that have used up for their changes what was left free for them.
 */
final class Multiplication {
  /** Each table with its columns: ids by a hash, what is unique for other reasons by an ending. */
  private static final String TABLES =
      """
          select format('%I.%I', c.table_schema, c.table_name), string_agg(quote_ident(c.column_name), ', '),
            string_agg(case
              when c.column_name = 'worker_id' then quote_ident(c.column_name)
              when c.data_type = 'uuid' then format('md5(%I::text || k)::uuid', c.column_name)
              when c.column_name = 'path' then format('%I || k', c.column_name)
              else quote_ident(c.column_name) end, ', ')
          from information_schema.columns c
          join information_schema.tables t using (table_schema, table_name)
          where t.table_type = 'BASE TABLE' and (c.table_schema = 'public' or c.table_schema = 'translation_ops'
              and c.table_name not in ('flyway_history', 'installation', 'workers', 'holds'))
            and c.is_identity = 'NO'
          group by 1
          order by array_position(array['public.novels', 'public.volumes', 'public.chapters',
            'public.translation_jobs'], min(format('%s.%s', c.table_schema, c.table_name)))""";

  /** New ones find no room there, as beside those of real jobs. */
  private static final String PACKED =
      "alter table translation_ops.work_items set (fillfactor = 100)";
  private static final String AS_BEFORE =
      """
          select format('alter table %s set (fillfactor = %s)', c.oid::regclass, o.option_value)
          from pg_class c, pg_options_to_table(c.reloptions) o
          where c.oid = 'translation_ops.work_items'::regclass and o.option_name = 'fillfactor'""";

  private Multiplication() {}

  /**
   * @param times
   *          how many copies
   */
  static void of(Connection connection, int times) throws SQLException {
    var statements = new ArrayList<String>();
    statements.add(PACKED);
    try (var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery(TABLES)) {
        while (rows.next()) {
          statements.add(
              "insert into %s (%s) select %s from %s, generate_series(1, %d) k".formatted(
                  rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(1),
                  times));
        }
      }
      try (var rows = statement.executeQuery(AS_BEFORE)) {
        rows.next();
        statements.add(rows.getString(1));
      }
    }
    run(connection, statements);
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    for (var one : statements) {
      try (var statement = connection.createStatement()) {
        statement.execute(one);
      }
    }
  }
}
