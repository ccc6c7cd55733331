package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.Eventually;

/** Ctrl-C, sent to a process of its own. */
class InterruptTest {
  /** Ends nothing but a test that has failed. */
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir
  Path folder;
  private EmbeddedPostgres.Database database;
  private Map<String, String> environment;
  private String job;
  private Process process;
  private Signal signal = Signal.INT;

  @BeforeEach
  void submitAJob() throws IOException {
    database = EmbeddedPostgres.shared().createDatabase();
    environment = Map.of(
        "DATABASE_URL", database.url(),
        "TRANSLATION_ENGINE", "placeholder", "STAGING_DIR", folder.resolve("staging").toString());
    CliRun.of(environment, "migrate", "--create-guide-tables");
    var file = Files.writeString(folder.resolve("novel.json"), JobsTest.NOVEL);
    CliRun.of(environment, "import", file.toString());
    job = CliRun.of(environment, "submit", "lamp", "--to", "es", "--no-announce").out();
  }

  @AfterEach
  void leaveNoProcess() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void watchingStopsAndTheJobGoesOn() throws Exception {
    start("watch", job);
    Eventually.until("progress is shown", LONG, () -> read("out").contains(job));
    interrupt();
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(signal.exitCode());
    assertThat(read("err")).contains("the job goes on");
  }

  @Test
  void reprocessingHandsBackAndAnybodyCanGoOn() throws Exception {
    startARunThatWaits();
    interrupt();
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(signal.exitCode());
    assertThat(read("err")).contains("Stopping").contains("Any worker may go on");
    assertThat(CliRun.of(environment, "workers", "--json").out()).doesNotContain("\"living\":true");
    assertThat(CliRun.of(environment, "status", job, "--json").out())
        .contains("\"state\":\"ACTIVE\"")
        .contains("\"reserved_for\":null");
    execute("update chapter_translations set lang = 'en' where title = 'Night'");
    assertThat(CliRun.of(environment, "reprocess", job).exitCode()).isZero();
  }

  @Test
  void aRunThatIsCancelledElsewhereEnds() throws Exception {
    startARunThatWaits();
    assertThat(CliRun.of(environment, "cancel", job, "--yes").exitCode()).isZero();
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.FAILED);
    assertThat(read("err")).contains("CANCELLED");
  }

  @Test
  void aRunThatIsHeldElsewhereSaysSoAndGoesOnAfterTheRelease() throws Exception {
    startARunThatWaits();
    assertThat(CliRun.of(environment, "hold", job, "--reason", "check").exitCode()).isZero();
    Eventually.until("the hold is told", LONG, () -> read("out").contains("held"));
    execute("update chapter_translations set lang = 'en' where title = 'Night'");
    assertThat(CliRun.of(environment, "release", job).exitCode()).isZero();
    execute("update translation_ops.work_items set due_at = now() where state = 'READY'");
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(read("err")).isEqualTo(ExitCode.OK);
  }

  /** A subtask waits a minute for its next try: the run cannot end meanwhile. */
  private void startARunThatWaits() throws Exception {
    execute("update chapter_translations set lang = 'xx' where title = 'Night'");
    start(Map.of("RETRY_BASE_SECONDS", "100"), "reprocess", job);
    Eventually.until(
        "a subtask waits", LONG, () -> read("out").contains("tried again"));
  }

  private void start(String... arguments) throws IOException {
    start(Map.of(), arguments);
  }

  private void start(Map<String, String> more, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
        "org.translationjobs.cli.CliMain"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile());
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    process = builder.start();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void interrupt() throws Exception {
    signal = Signal.of(process.pid());
    new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
  }

  /** Ctrl-C; SIGTERM where whoever started the tests has SIGINT ignored, as scripts do behind an ampersand. */
  private enum Signal {
    INT(ExitCode.INTERRUPTED), TERM(143);

    private static final Pattern IGNORED = Pattern.compile("SigIgn:\\s*\\p{XDigit}*([0-9a-f])\\b");
    private final int exitCode;

    Signal(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }

    static Signal of(long process) throws IOException {
      var status = Path.of("/proc/" + process + "/status");
      if (Files.notExists(status)) {
        return INT;
      }
      var ignored = IGNORED.matcher(Files.readString(status));
      return ignored.find() && (Character.digit(ignored.group(1).charAt(0), 16) & 2) != 0
          ? TERM
          : INT;
    }
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
