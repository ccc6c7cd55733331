package org.translationjobs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.NovelText.ChapterText;
import org.translationjobs.core.submission.NovelText.VolumeText;
import org.translationjobs.runtime.TranslationJobs;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.EmbeddedRedis;
import org.translationjobs.testkit.Eventually;

class WorkerMainTest {
  private static final NovelText NOVEL = new NovelText(
      "the-lamp", "en", "The Lamp", null,
      List.of(new VolumeText("One", null, List.of(new ChapterText(1, "Dusk",
          "<p>It was lit.</p>")))));

  /** Ends nothing but a test that has failed. */
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir
  Path folder;

  @Test
  void aJobRunsFromTheQueueToTheEndAndTheWorkerStopsInOrder() throws Exception {
    var database = EmbeddedPostgres.shared().createDatabase();
    try (var redis = EmbeddedRedis.start();
        var jobs = TranslationJobs.builder()
            .dataSource(database.dataSource())
            .redis(redis.url())
            .staging(folder.resolve("staging"))
            .build()) {
      jobs.system().createGuideTables(true);
      var novel = jobs.system().submissions().importNovel(NOVEL);
      var environment = environment(
          "DATABASE_URL", database.url(), "REDIS_URL", redis.url(), "LOG_FORMAT", "json",
          "STAGING_DIR", folder.resolve("staging").toString());
      try (var worker = startListening(environment)) {
        var http = Integer.parseInt(environment.getOrDefault("HTTP_PORT", ""));
        worker.awaitOutput("worker_started");
        var job = jobs.submit(novel, LanguagePair.of("en", "es"));
        worker.awaitOutput("job_completed");

        assertThat(jobs.system().views().find(job)).get()
            .satisfies(view -> assertThat(view.status()).isEqualTo("COMPLETED"));
        // what one loop did may be logged and counted after what another loop did next
        Eventually.until(
            "finished subtasks are logged", LONG, () -> worker.output()
                .lines()
                .anyMatch(
                    line -> line.contains("\"event\":\"subtask_finished\"")
                        && line.contains("\"job_id\":\"" + job + "\"")
                        && line.contains("\"duration_ms\":")));
        Eventually.until(
            "it is alive", LONG, () -> get(http, "/health/live").statusCode() == 200);
        Eventually.until("it is ready", LONG, () -> {
          var ready = get(http, "/health/ready");
          return ready.statusCode() == 200 && ready.body().startsWith("{\"status\":\"ready\"");
        });
        for (var metric : List.of(
            "translation_jobs_total{result=\"completed\"} 1.0",
            "translation_subtasks_total{result=\"finished\"} 3.0",
            "translation_queue_depth 0.0",
            "translation_database_connections{state=\"max\"} 10.0",
            "translation_loop_age_seconds{loop=")) {
          Eventually.until(
              "the metrics have " + metric, LONG,
              () -> get(http, "/metrics").body().contains(metric));
        }
        assertThat(get(http, "/metrics/x").statusCode()).isEqualTo(404);

        redis.kill();
        Eventually.until(
            "without Redis it is degraded", LONG,
            () -> get(http, "/health/ready").body().startsWith("{\"status\":\"degraded\""));

        worker.terminate();
        assertThat(worker.awaitEnd()).isEqualTo(ExitCode.OK);
        assertThat(worker.output()).contains("worker_stopped");
        assertThat(worker.errors()).isEmpty();
      }
    }
  }

  @Test
  void aServerThatIsDownIsWaitedFor() throws Exception {
    try (var worker = WorkerProcess.start(
        folder,
        environment("DATABASE_URL", "postgresql://u:hush@127.0.0.1:1/db"))) {
      worker.awaitOutput("waiting to start: PostgreSQL at 127.0.0.1");
      worker.terminate();
      assertThat(worker.awaitEnd()).isEqualTo(ExitCode.OK);
      assertThat(worker.output()).doesNotContain("hush").doesNotContain("\tat ");
    }
  }

  @Test
  void whatWaitingCannotCureEndsTheStartWithOneLine() throws Exception {
    var url = EmbeddedPostgres.shared().createDatabase().url();
    var nowhere = url.replaceAll("/[^/]*$", "/no_such_database");
    assertThat(failure("DATABASE_URL", nowhere))
        .startsWith("translation-worker: DATABASE_URL: PostgreSQL at 127.0.0.1:")
        .contains("refuses the login")
        .contains("no_such_database");
    assertThat(failure("DATABASE_URL", "mysql://u:hush@h/db"))
        .startsWith(
            "translation-worker: DATABASE_URL is 'mysql://u:***@h/db'; allowed: postgresql");
    assertThat(failure("DATABASE_URL", url, "TRANSLATION_ENGINE", "babel"))
        .startsWith(
            "translation-worker: TRANSLATION_ENGINE is 'babel'; allowed: openai, deepl, libretranslate, apertium, pseudo");
    assertThat(failure("DATABASE_URL", url, "TRANSLATION_ENGINE", ""))
        .startsWith(
            "translation-worker: TRANSLATION_ENGINE is not set; allowed: openai, deepl, libretranslate, apertium");
  }

  @Test
  void aPasswordThatIsWrongOrMissingEndsTheStart() throws Exception {
    try (var server = EmbeddedPostgres.startAskingForPassword()) {
      var place = "127.0.0.1:" + server.port() + "/" + server.createDatabase().name();
      assertThat(failure("DATABASE_URL", "postgresql://guarded:hush@" + place))
          .startsWith("translation-worker: DATABASE_URL: PostgreSQL at " + place)
          .contains("password authentication failed")
          .contains("check user and password in DATABASE_URL");
      assertThat(failure("DATABASE_URL", "postgresql://guarded@" + place))
          .contains("wants a password and none is set; put it into DATABASE_URL");
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var worker = WorkerProcess.start(
            folder,
            environment(
                "DATABASE_URL", "postgresql://u@127.0.0.1/db", "HTTP_PORT",
                taken.getLocalPort() + ""))) {
      assertThat(worker.awaitEnd()).isEqualTo(ExitCode.FAILURE);
      assertThat(worker.errors())
          .startsWith("translation-worker: HTTP_BIND 127.0.0.1, HTTP_PORT " + taken.getLocalPort())
          .hasLineCount(1);
    }
  }

  @Test
  void aRehearsalEndsByItselfIsNoWorkerAndChangesNoSchema() throws Exception {
    var database = EmbeddedPostgres.shared().createDatabase();
    var environment =
        environment(
            "DATABASE_URL", database.url(), "STAGING_DIR", folder.resolve("staging").toString());
    try (var jobs = TranslationJobs.builder()
        .dataSource(database.dataSource())
        .staging(folder.resolve("staging"))
        .build()) {
      jobs.system().createGuideTables(true);
      try (var tooEarly = WorkerProcess.start(folder, environment, "--rehearse")) {
        assertThat(tooEarly.awaitEnd()).isEqualTo(ExitCode.FAILURE);
      }
      assertThat(count(database, "pg_namespace where nspname = 'translation_ops'")).isZero();
      jobs.system().migrate();
      try (var rehearsal = WorkerProcess.start(folder, environment, "--rehearse")) {
        assertThat(rehearsal.awaitEnd()).isEqualTo(ExitCode.OK);
      }
      assertThat(count(database, "translation_ops.workers")).isZero();
      change(
          database,
          """
          delete from translation_ops.flyway_history where installed_rank =
            (select max(installed_rank) from translation_ops.flyway_history)
          """);
      try (var outdated = WorkerProcess.start(folder, environment, "--rehearse")) {
        assertThat(outdated.awaitEnd()).isEqualTo(ExitCode.FAILURE);
      }
      assertThat(jobs.system().pendingMigrations()).hasSize(1);
    }
  }

  private static void change(EmbeddedPostgres.Database database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static int count(EmbeddedPostgres.Database database, String from) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + from)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void versionAndHelpNeedNoEnvironment() throws Exception {
    try (var version = WorkerProcess.start(folder, Map.of(), "--version");
        var help = WorkerProcess.start(folder, Map.of(), "--help");
        var wrong = WorkerProcess.start(folder, Map.of(), "--wrong")) {
      assertThat(version.awaitEnd()).isZero();
      assertThat(version.output()).startsWith("translation-worker ");
      assertThat(help.awaitEnd()).isZero();
      assertThat(help.output()).contains("DATABASE_URL (or DATABASE_URL_FILE)");
      assertThat(wrong.awaitEnd()).isEqualTo(ExitCode.CONFIGURATION);
      assertThat(wrong.errors()).contains("unknown argument '--wrong'");
    }
  }

  private String failure(String... namesAndValues) throws Exception {
    try (var worker = WorkerProcess.start(folder, environment(namesAndValues))) {
      assertThat(worker.awaitEnd()).isEqualTo(ExitCode.CONFIGURATION);
      assertThat(worker.errors()).hasLineCount(1).doesNotContain("hush");
      return worker.errors();
    }
  }

  private Map<String, String> environment(String... namesAndValues) {
    var variables = new HashMap<>(
        Map.of("TRANSLATION_ENGINE", "placeholder", "HTTP_PORT", "0", "SHUTDOWN_SECONDS", "10"));
    for (var i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return variables;
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** On another port where somebody took it between our looking and the worker's listening. */
  private WorkerProcess startListening(Map<String, String> environment) throws Exception {
    while (true) {
      var port = freePort();
      environment.put("HTTP_PORT", port + "");
      var worker = WorkerProcess.start(folder, environment);
      if (worker.says("translation-worker ")) {
        return worker;
      }
      assertThat(worker.errors()).contains("HTTP_PORT " + port + ": ");
      worker.close();
    }
  }

  /** Below the ports that the system gives to outgoing connections at any moment. */
  private static int freePort() {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken: another one
      }
    }
  }
}
