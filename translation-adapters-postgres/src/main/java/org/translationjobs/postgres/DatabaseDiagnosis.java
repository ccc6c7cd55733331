package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.diagnosis.Finding;

/** Checks the server, the tables of the other services, our schema and the jobs in them. */
final class DatabaseDiagnosis {
  private static final int OLDEST_VERSION = 140_000;

  private final Database database;
  private final Migrations migrations;
  private final List<Finding> findings = new ArrayList<>();

  DatabaseDiagnosis(Database database, Migrations migrations) {
    this.database = database;
    this.migrations = migrations;
  }

  List<Finding> findings() {
    if (!check("PostgreSQL", this::server)) {
      return findings;
    }
    check("guide tables", this::tables);
    check("translation_ops", this::migrated);
    if (findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR)) {
      check("content tables", this::content);
      check("indexes", this::indexes);
      check("jobs", this::jobs);
    }
    check("privileges", this::privileges);
    return findings;
  }

  private boolean check(String subject, Runnable check) {
    try {
      check.run();
      return true;
    } catch (TranslationJobsException e) {
      findings.add(
          Finding.error(
              subject, String.valueOf(e.getMessage()),
              "see the server's log; what is not listed after this could not be checked"));
      return false;
    }
  }

  private void server() {
    var row = plain(
        context -> context.resultQuery(
            """
            select current_setting('server_version_num')::int as number,
              current_setting('server_version') as version, pg_is_in_recovery() as standby,
              current_setting('transaction_read_only')::boolean as read_only,
              current_setting('TimeZone') as zone, current_setting('max_connections')::int as most,
              (select count(*)::int from pg_stat_activity where backend_type = 'client backend')
                as used
            """).fetchSingle());
    var version = Sql.text(row, "version");
    if (Sql.number(row, "number") < OLDEST_VERSION) {
      findings.add(
          Finding.error(
              "PostgreSQL", "version " + version + " is too old", "upgrade to 14 or newer"));
    } else if (Sql.flag(row, "standby") || Sql.flag(row, "read_only")) {
      findings.add(
          Finding.error(
              "PostgreSQL", "this server is read-only, a standby perhaps",
              "let DATABASE_URL name the primary"));
    } else {
      findings.add(Finding.ok("PostgreSQL", "version " + version));
    }
    findings.add(
        Finding.ok(
            "time zone",
            "sessions use " + Sql.text(row, "zone") + "; what is written is UTC all the same"));
    connections(Sql.number(row, "most"), Sql.number(row, "used"));
  }

  private void connections(int most, int used) {
    var message = used + " of " + most + " connections are in use";
    findings.add(
        used > most * 0.8
            ? Finding.warning(
                "connections", message, "raise max_connections or put PgBouncer in front")
            : Finding.ok("connections", message));
  }

  private void tables() {
    database.forgetGuide();
    var problems = plain(context -> Inspection.problems(context, database.settings()));
    if (problems.isEmpty()) {
      findings.add(Finding.ok("guide tables", "all tables and columns are there"));
    }
    problems.forEach(
        problem -> findings.add(
            Finding.error(
                "guide tables", problem,
                "let their owner add it; for a new installation: translation-cli migrate"
                    + " --create-guide-tables")));
  }

  private void migrated() {
    var pending = migrations.pending();
    findings.add(
        pending.isEmpty()
            ? Finding.ok("translation_ops", "is up to date")
            : Finding.error(
                "translation_ops", "is not up to date; missing: " + String.join(", ", pending),
                "run translation-cli migrate, or start the worker with MIGRATE=true"));
  }

  private void content() {
    for (var table : database.guide().texts().values()) {
      var name = table.table().name();
      if (!table.isUnique()) {
        findings.add(
            Finding.warning(
                name,
                "has no unique constraint on (" + table.names().entity() + ", "
                    + table.names().lang() + "): promotion works, but slower, and cannot prevent"
                    + " duplicates that others insert",
                "ALTER TABLE " + table.table().sqlName() + " ADD UNIQUE (" + table.entity() + ", "
                    + table.lang() + ")"));
        duplicates(table);
      }
    }
  }

  private void duplicates(ContentTable table) {
    var count = database.statement(
        "look for duplicates in " + table.table().name(),
        sql -> sql.count(
            "select count(*)::int from (select 1 from %s group by %s, %s having count(*) > 1) d"
                .formatted(table.table().sqlName(), table.entity(), table.lang())));
    if (count > 0) {
      findings.add(
          Finding.warning(
              table.table().name(),
              count + " texts are there more than once; the row with the smallest "
                  + table.rowOrder() + " is read and updated",
              "delete the other rows"));
    }
  }

  private void indexes() {
    var guide = database.guide();
    var schema = new GuideSchema(database);
    recommend(guide.subtasks(), "job_id", "every activation, settling and promotion", schema);
    recommend(guide.jobs(), "status", "the sweep", schema);
    guide.chapters().ifPresent(t -> recommend(t, "volume_id", "submitting a job", schema));
    guide.volumes().ifPresent(t -> recommend(t, "novel_id", "submitting a job", schema));
  }

  private void recommend(Table table, String column, String what, GuideSchema schema) {
    if (table.has(column) && !table.isIndexedBy(column)) {
      findings.add(
          Finding.warning(
              table.name(), "has no index on " + column + ": " + what + " reads the whole table",
              schema.index(table, column)));
    }
  }

  private void jobs() {
    foreign();
    var waiting = new PostgresJobViews(database).beforeStartLine(20);
    if (!waiting.isEmpty()) {
      findings.add(
          Finding.warning(
              "start line",
              waiting.size() + (waiting.size() == 20 ? " or more" : "")
                  + " unfinished jobs are older than this installation: "
                  + waiting.stream()
                      .limit(5)
                      .map(job -> job.id().toString())
                      .collect(Collectors.joining(", ")),
              "start them with translation-cli adopt, or announce them again"));
    }
  }

  private void foreign() {
    var jobs = database.statement(
        "look for jobs of other workers",
        sql -> sql.rows(
            """
            select j.id, extract(epoch from now() - {at jobs.updated_at j})::int as age
            from {jobs} j where j.status = 'IN_PROGRESS' and not exists
              (select 1 from {ops}.job_runs r where r.job_id = j.id and r.state = 'ACTIVE')
            order by j.updated_at desc limit 5
            """));
    if (!jobs.isEmpty()) {
      findings.add(
          Finding.warning(
              "other workers",
              "jobs are IN_PROGRESS that none of our workers has: "
                  + jobs.stream()
                      .map(row -> Sql.uuid(row, "id") + " (changed " + row.get("age") + " s ago)")
                      .collect(Collectors.joining(", ")),
              "stop the old workers; once its rows rest for FOREIGN_CLAIM_SECONDS a job is taken"
                  + " over, or at once by translation-cli adopt"));
    }
  }

  private void privileges() {
    var settings = database.settings();
    privilege(settings.jobs(), "SELECT, UPDATE");
    privilege(settings.subtasks(), "SELECT, UPDATE");
    for (var texts : List.of(
        settings.novelTexts(), settings.volumeTexts(), settings.chapterTexts())) {
      privilege(texts.table(), "SELECT, INSERT, UPDATE");
    }
  }

  private void privilege(String table, String wanted) {
    var path = (settings().schema().isEmpty() ? "" : Table.quoted(settings().schema()) + ".")
        + Table.quoted(table);
    for (var privilege : wanted.split(", ", -1)) {
      var has = plain(
          context -> context.resultQuery(
              "select coalesce(has_table_privilege(to_regclass(?), ?), true)", path, privilege)
              .fetchSingle()
              .get(0, Boolean.class));
      if (!has) {
        findings.add(
            Finding.error(
                table, "this user lacks the privilege " + privilege,
                "GRANT " + wanted + " ON " + path + " TO <this user>"));
      }
    }
  }

  private PostgresSettings settings() {
    return database.settings();
  }

  private <T> T plain(Function<DSLContext, T> work) {
    return database.plain("check the server", work);
  }
}
