package org.translationjobs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final String OF_A_KILLED_RUN = "999999999-1";

  @TempDir
  Path base;

  @Test
  void stopsAndDeletesWhatAKilledRunLeft() throws Exception {
    var left = Files.createDirectories(base.resolve(OF_A_KILLED_RUN));
    var server = serverIn(left, left);
    try {
      try (var folder = RunFolder.create(base)) {
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(left).doesNotExist();
        assertThat(folder.path()).exists();
      }
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void leavesAProcessAloneThatGotTheOldId() throws Exception {
    var left = Files.createDirectories(base.resolve(OF_A_KILLED_RUN));
    var stranger = serverIn(left, Path.of("/somewhere/else"));
    try {
      RunFolder.create(base).close();
      assertThat(stranger.isAlive()).isTrue();
      assertThat(left).doesNotExist();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void leavesALivingRunAlone() throws IOException {
    try (var living = RunFolder.create(base)) {
      Files.writeString(living.resolve("file"), "text");
      var again = RunFolder.create(base);
      assertThat(living.resolve("file")).exists();
      assertThat(again.path()).isEqualTo(living.path());
    }
    assertThat(base).isEmptyDirectory();
  }

  /** A process whose command line names a folder. */
  private static Process serverIn(Path pidFolder, Path named) throws IOException {
    var process = new ProcessBuilder("sh", "-c", "sleep 60; true", named.toString()).start();
    Files.writeString(pidFolder.resolve(RunFolder.REDIS_PID), process.pid() + "\n");
    return process;
  }
}
