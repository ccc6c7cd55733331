package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.Eventually;

/** Ctrl-C, sent to a process of its own. */
class InterruptTest {
  @TempDir
  Path folder;
  private Map<String, String> environment;
  private String job;

  @BeforeEach
  void submitAJob() throws IOException {
    environment = Map.of(
        "DATABASE_URL", EmbeddedPostgres.shared().createDatabase().url(),
        "TRANSLATION_ENGINE", "placeholder", "STAGING_DIR", folder.resolve("staging").toString());
    CliRun.of(environment, "migrate", "--create-guide-tables");
    var file = Files.writeString(folder.resolve("novel.json"), JobsTest.NOVEL);
    CliRun.of(environment, "import", file.toString());
    job = CliRun.of(environment, "submit", "lamp", "--to", "es", "--no-announce").out();
  }

  @Test
  void watchingStopsAndTheJobGoesOn() throws Exception {
    var process = start("watch", job);
    Eventually.until("progress is shown", () -> read("out").contains(job));
    interrupt(process);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(read("err")).contains("the job goes on");
  }

  @Test
  void reprocessingHandsBackAndAnybodyCanGoOn() throws Exception {
    // an engine that never answers: the run cannot end before the signal
    try (var silent = new java.net.ServerSocket(0)) {
      var process = start(
          Map.of("TRANSLATION_ENGINE", "apertium", "APERTIUM_URL",
              "http://127.0.0.1:" + silent.getLocalPort(), "SHUTDOWN_SECONDS", "5"),
          "reprocess", job);
      Eventually.until("the run is under way", () -> read("err").contains("Run 1"));
      interrupt(process);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(read("err")).contains("Stopping").contains("Any worker may go on");
    }
    assertThat(CliRun.of(environment, "workers", "--json").out()).doesNotContain("\"living\":true");
    assertThat(CliRun.of(environment, "reprocess", job, "--yes").exitCode()).isZero();
  }

  private Process start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  private Process start(Map<String, String> more, String... arguments) throws IOException {
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
    return builder.start();
  }

  private static void interrupt(Process process) throws Exception {
    new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
