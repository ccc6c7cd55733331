package org.translationjobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LauncherTest {
  @Test
  void readsOldAndNewVersionNumbers() {
    assertThat(Launcher.feature("1.8")).isEqualTo(8);
    assertThat(Launcher.feature("17")).isEqualTo(17);
    assertThat(Launcher.feature("25")).isEqualTo(25);
  }

  @Test
  void complainsInOneLineThatNamesTheJavaFound() {
    assertThat(Launcher.complaint("translation-worker", "17.0.15", "/opt/jdk-17"))
        .isEqualTo("translation-worker needs Java 21 or newer; this is Java 17.0.15 (/opt/jdk-17). "
            + "Set JAVA_HOME or PATH to a newer one.");
  }

  @Test
  void isCompiledForJava8() throws IOException {
    try (var in = new DataInputStream(Launcher.class.getResourceAsStream("Launcher.class"))) {
      assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
      assertThat(in.readInt()).as("class file version").isEqualTo(52);
    }
  }
}
