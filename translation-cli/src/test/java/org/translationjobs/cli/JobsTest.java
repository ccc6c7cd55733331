package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.FakeEngineServer;

/** The real entry against real servers. */
class JobsTest extends CliOnDatabase {
  static final String NOVEL = """
      {"slug": "lamp", "lang": "en", "title": "The Lamp", "description": null, "content_format": "html",
       "volumes": [{"title": "One", "description": "First.", "chapters": [
         {"seq": 1, "title": "Evening", "content": "<p>It was <em>late</em>, and nobody came.</p>"},
         {"seq": 2, "title": "Night", "content": "<p>Then the door opened.</p>"}]}]}
      """;
  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";
  private static EmbeddedRedis redis;

  private String novel;

  /** The first connection of a JVM that has much else to do may take longer than the client waits. */
  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start();
    var environment = Map.of(
        "DATABASE_URL", "postgresql://u@127.0.0.1:1/none", "REDIS_URL", redis.url());
    Eventually.until(
        "Redis is reached", Duration.ofMinutes(3),
        () -> CliRun.of(environment, "rejected", "list").exitCode() == ExitCode.OK);
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void importTheNovel() throws IOException {
    redis.call("FLUSHALL");
    environment.putAll(
        Map.of("REDIS_URL", redis.url(), "TRANSLATION_ENGINE", "placeholder", "USER", "tester"));
    var file = Files.writeString(folder.resolve("novel.json"), NOVEL);
    novel = ok("import", file.toString()).out();
  }

  @Test
  void aJobIsSubmittedAnnouncedReprocessedAndShown() throws SQLException {
    var job = submit();
    assertThat(redis.list("translation_queue")).containsExactly("{\"job_id\":\"" + job + "\"}");
    assertThat(ok("status", job.substring(0, 8)).out()).contains("PENDING").contains("4 PENDING");

    var dry = ok("reprocess", job, "--dry-run");
    assertThat(dry.err()).contains("Would translate 4 subtasks").contains("placeholder");
    assertThat(ok("status", job, "--json").out()).contains("\"status\":\"PENDING\"")
        .contains("\"run\":null");

    var run = ok("reprocess", job);
    assertThat(run.err()).contains("Promoted 4 new rows").contains("COMPLETED");
    assertThat(run.out()).contains("100 %  4/4");
    assertThat(query("select content from chapter_translations where lang = 'es' order by content"))
        .isEqualTo("[es] <p>It was <em>late</em>, and nobody came.</p>");
    assertThat(ok("show", job).out())
        .contains("It was _late_")
        .contains("[es] The Lamp")
        .contains("promoted");
    assertThat(ok("watch", job, "--json").out()).startsWith("{")
        .contains("\"status\":\"COMPLETED\"");
    assertThat(ok("reprocess", job).err()).contains("nothing of it is unfinished");
    assertThat(ok("list").out()).contains(job.substring(0, 8)).contains("COMPLETED");
  }

  @Test
  void theLanguageToTranslateFromIsAskedForOnlyWhereThereAreSeveral() {
    ok("reprocess", submit());
    var again = submit();
    assertThat(again).isNotEmpty();
    var unclear = run("submit", "lamp", "--to", "fr");
    assertThat(unclear.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unclear.err()).contains("several languages").contains("one of en, es");
  }

  @Test
  void anEstimateIsOfWhatCanBeTranslatedAndSaysWhatCostsNothing() {
    assertThat(ok("submit", "lamp", "--to", "es", "--estimate").out()).contains("cost 0");
    environment.put("TRANSLATION_ENGINE", "pseudo");
    assertThat(ok("submit", "lamp", "--to", "es", "--estimate").out())
        .contains("4 subtasks", "cost 0")
        .doesNotContain("unknown");
    for (var other : List.of("--watch", "--approve", "--no-announce", "--budget=5")) {
      var both = run("submit", "lamp", "--to", "es", "--estimate", other);
      assertThat(both.exitCode()).as(other).isEqualTo(ExitCode.USAGE);
      assertThat(both.err()).contains("leave out " + other.replaceAll("=.*", ""));
    }
    try (var server = FakeEngineServer.start(Answers.pseudo())) {
      environment.put("TRANSLATION_ENGINE", "deepl");
      environment.put("DEEPL_API_KEY", "k");
      environment.put("DEEPL_BASE_URL", server.url().toString());
      var unknown = run("submit", "lamp", "--to", "xx", "--estimate");
      assertThat(unknown.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(unknown.err()).contains("cannot be translated", "xx");
      assertThat(ok("submit", "lamp", "--to", "es", "--estimate").out())
          .contains("cost unknown: no price is set for deepl");
    }
  }

  @Test
  void aJobAtItsBudgetIsHeldAndTheNextStepRaisesIt() throws SQLException {
    var job = ok("submit", "lamp", "--to", "es").out();
    execute(
        "insert into translation_ops.holds (scope, subject, kind, reason, placed_by) values ('JOB', '"
            + job + "', 'BUDGET', 'it is spent', 'a worker')");
    var next = "translation-cli budget " + job + " --amount";
    assertThat(ok("status", job).out()).contains("BUDGET", next).doesNotContain("release");
    assertThat(run("reprocess", job).err()).contains(next);
  }

  @Test
  void finishedWorkIsRedoneOnlyAfterAYes() {
    var job = submit();
    ok("reprocess", job);
    var refused = run("reprocess", job, "--all");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("4 finished subtasks").contains("--yes").hasLineCount(1);
    assertThat(ok("reprocess", job, "--all", "--yes").err()).contains("replaced 4");
  }

  @Test
  void oneSubtaskCanBeReprocessed() {
    var job = submit();
    ok("reprocess", job);
    var subtask = ok("status", job, "--subtasks").out()
        .lines()
        .filter(line -> line.contains("chapter 2"))
        .findFirst()
        .orElseThrow()
        .substring(0, 8);
    assertThat(ok("reprocess", job, "--subtask", subtask, "--yes").err()).contains(
        "1 of 4 subtasks");
  }

  @Test
  void aJobForApprovalIsPromotedHereWhereNoWorkerRuns() {
    var job = ok("submit", novel, "--to", "es", "--approve").out();
    assertThat(ok("reprocess", job).err()).contains("waits for approval");
    assertThat(ok("show", job).out()).contains("staged").contains("[es] Then the door opened.");
    assertThat(ok("promote", job).err()).contains("done here").contains("COMPLETED");
    assertThat(run("promote", job).exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void aHeldJobIsNotReprocessedUntilItIsReleased() {
    var job = submit();
    ok("hold", job, "--reason", "glossary");
    var refused = run("reprocess", job);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).contains("glossary").contains("release");
    ok("release", job);
    assertThat(run("release", job).exitCode()).isEqualTo(ExitCode.REFUSED);
    ok("hold", "--fleet", "--yes", "--reason", "maintenance");
    assertThat(ok("status", job).out()).contains("of the whole fleet")
        .contains("maintenance")
        .contains("translation-cli release --fleet");
    assertThat(run("reprocess", job).exitCode()).isEqualTo(ExitCode.REFUSED);
    ok("release", "--fleet");
    ok("reprocess", job);
  }

  @Test
  void aCancelledJobStaysSoUntilItIsReprocessed() {
    var job = submit();
    assertThat(run("cancel", job).exitCode()).isEqualTo(ExitCode.USAGE);
    ok("cancel", job, "--yes");
    assertThat(run("cancel", job, "--yes").exitCode()).isEqualTo(ExitCode.REFUSED);
    var watched = run("watch", job);
    assertThat(watched.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(watched.err()).contains("CANCELLED");
    ok("reprocess", job);
  }

  @Test
  void aJobThatFailsEndsWithOneAndSaysWhy() throws SQLException {
    var job = submit();
    execute("delete from chapter_translations where title = 'Night'");
    environment.put("MAX_ATTEMPTS", "1");
    var run = run("reprocess", job);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("FAILED").contains("1 of 4 subtasks failed");
    assertThat(run("watch", job).exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aRunCanBeLeftToTheWorkers() {
    var job = submit();
    redis.call("FLUSHALL");
    var run = ok("reprocess", job, "--requeue");
    assertThat(run.err()).contains("waits for the workers").contains("No worker is running");
    assertThat(redis.list("translation_queue")).hasSize(1);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(run("status", UNKNOWN).exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run("status", "00000000").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run("reprocess", UNKNOWN).exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run("show", UNKNOWN).exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run("submit", "no-such-novel", "--to", "es").exitCode()).isEqualTo(
        ExitCode.NOT_FOUND);
    assertThat(run("submit", "lamp", "--to", "es", "--from", "de").exitCode())
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run("submit", "lamp", "--to", "EN").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aJobOfAnUnknownStatusIsLeftAlone() throws SQLException {
    var job = submit();
    execute("update translation_jobs set status = 'ON_FIRE'");
    assertThat(run("reprocess", job).exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run("cancel", job, "--yes").exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run("watch", job).exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(query("select status from translation_jobs")).isEqualTo("ON_FIRE");
  }

  @Test
  void aJobIsSubmittedWithoutRedisToo() {
    environment.put("REDIS_URL", "redis://127.0.0.1:1");
    assertThat(ok("submit", "lamp", "--to", "es").err()).contains("could not be announced");
    var rejected = run("rejected", "list");
    assertThat(rejected.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(rejected.err()).hasLineCount(1);
    assertThat(ok("doctor").out()).contains("WARNING  Redis").contains("OK       PostgreSQL");
  }

  @Test
  void nothingIsAdvisedThatAnUnknownStatusForbids() throws SQLException {
    var job = submit();
    execute("update translation_jobs set status = 'ON_FIRE'");
    for (var command : new String[] {"promote", "cancel", "reprocess"}) {
      var run = run(command, job, "--json");
      assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err()).contains("'ON_FIRE', which is not one of ours: it is left alone")
          .doesNotContain("translation-cli reprocess");
    }
  }

  @Test
  void rejectedMessagesAreListedNarrowlyAndNamedByTheBeginningOfTheirIds() {
    for (var payload : new String[] {"one", "two"}) {
      redis.call(
          "LPUSH", "{translation_queue}:rejected",
          "{\"id\":\"" + payload + "45678-0000-4000-8000-000000000000\",\"payload\":\""
              + payload + " is a long message that names no job at all, and goes on\","
              + "\"reason\":\"not JSON, and a reason that does not fit into the line either\","
              + "\"rejected_at\":\"2026-01-02T03:04:05.123Z\"}");
    }
    var list = ok("rejected", "list").out();
    assertThat(list.lines()).hasSize(3).allMatch(line -> line.length() <= 80);
    assertThat(list).contains("two45678  2026-01-02 03:04  not JSON");
    assertThat(ok("rejected", "list", "--json").out())
        .contains("\"rejected_at\":\"2026-01-02T03:04:05.123Z\"");
    assertThat(run("rejected", "requeue", "three45").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(ok("rejected", "requeue", "one45678").err()).isEqualTo("Requeued 1 of 1.");
    assertThat(redis.list("translation_queue")).singleElement().asString().startsWith("one is");
    assertThat(run("rejected", "purge", "two45678").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ok("rejected", "purge", "two45678", "--yes").err()).isEqualTo("Deleted 1 of 1.");
    assertThat(ok("rejected", "purge", "--all").err()).isEqualTo("Deleted 0 of 0.");
  }

  @Test
  void theGlossaryKeepsTheFirstTranslation() {
    assertThat(ok("glossary", "list", "lamp", "--to", "es").err())
        .isEqualTo("The glossary en→es has no terms.");
    assertThat(
        ok("glossary", "add", "lamp", "door", "puerta", "--to", "es", "--note", "of the house")
            .err())
        .isEqualTo("Version 1 with 1 term.");
    var refused = run("glossary", "add", "lamp", "door", "portón", "--to", "es");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).contains("Kept door → puerta").contains("--replace");
    assertThat(ok("glossary", "conflicts", "lamp", "--to", "es").out())
        .contains("door", "puerta", "portón");
    ok("glossary", "add", "lamp", "Anna", "Ana", "--to", "es", "--character", "female");
    ok("glossary", "lock", "lamp", "Anna", "--to", "es");
    assertThat(ok("glossary", "list", "lamp", "--to", "es").out())
        .contains("of the house", "character", "female", "yes");
    assertThat(ok("glossary", "remove", "lamp", "door", "--to", "es", "--json").out())
        .contains("\"version\":4");
    var unknown = run("glossary", "remove", "lamp", "door", "--to", "es");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(unknown.err()).contains("has no term 'door'");
    assertThat(run("glossary", "add", "lamp", " ", "x", "--to", "es").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("glossary", "list", "nothing", "--to", "es").exitCode())
        .isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void anEngineThatNobodyKnowsIsHeldOnlyByForce() {
    var refused = run("hold", "--engine", "apertum");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("no engine has the name 'apertum'")
        .contains("apertium, ")
        .contains("pseudo")
        .contains("--force");
    ok("hold", "--engine", "apertium");
    ok("hold", "--engine", "apertum", "--force");
    ok("release", "--engine", "apertum");
  }

  @Test
  void anImportThatDoesNotFitNamesItsColumn() throws IOException {
    var file = Files.writeString(
        folder.resolve("long.json"), NOVEL.replace("\"en\"", "\"" + "e".repeat(40) + "\""));
    var run = run("import", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).contains("lang has 40 characters")
        .contains("novel_translations.lang")
        .hasLineCount(1);
    var submitted = run("submit", "lamp", "--to", "es-abcdefgh");
    assertThat(submitted.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(submitted.err()).contains("translation_jobs.target_lang allows 10");
  }

  @Test
  void theDoctorAnswersSoonWhenAllServersAreAway() {
    environment.put("DATABASE_URL", "postgresql://u:hush@127.0.0.1:1/db");
    environment.put("REDIS_URL", "redis://127.0.0.1:1");
    environment.put("STAGING_DIR", "/proc/staging");
    var run = run("doctor", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains("PostgreSQL at 127.0.0.1:1/db cannot be reached")
        .contains("\"subject\":\"Redis\"")
        .contains("\"subject\":\"staging\"")
        .doesNotContain("hush")
        .doesNotContainPattern("\"severity\":\"(ERROR|WARNING)\"[^}]*\"cure\":null");
  }

  @Test
  void theOtherListsAnswerWithOneDocument() {
    assertThat(ok("workers", "--json").out()).startsWith("[").endsWith("]");
    assertThat(ok("rejected", "list", "--json").out()).isEqualTo("[]");
    assertThat(ok("list", "--status", "failed", "--json").out()).isEqualTo("[]");
    assertThat(ok("doctor", "--json").out()).startsWith("{\"ok\":true");
    assertThat(ok("adopt", "--all-before-start-line", "--json").out()).isEqualTo("[]");
    assertThat(ok("hold", "--fleet", "--yes", "--json").out()).contains("\"scope\":\"fleet\"");
    assertThat(run("hold", "--fleet").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ok("release", "--fleet", "--json").out()).isEqualTo("[]");
  }

  private String submit() {
    return ok("submit", "lamp", "--to", "es").out();
  }
}
