package org.translationjobs.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir
  Path folder;

  /** The JVM archives the classes of jars only, and those of tests lie in folders. */
  @Test
  void nothingIsLeftBehindWhereTheJvmCannotWriteOne() throws Exception {
    assertThatThrownBy(() -> ClassArchive.write(folder.resolve("classes.jsa")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the JVM wrote none");

    try (var files = Files.list(folder); var here = Files.list(Path.of(""))) {
      assertThat(files).isEmpty();
      assertThat(here).noneMatch(file -> file.toString().startsWith("java_pid"));
    }
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws Exception {
    var file = Files.writeString(folder.resolve("classes.jsa"), "of another worker");

    ClassArchive.write(file);

    assertThat(file).hasContent("of another worker");
  }
}
