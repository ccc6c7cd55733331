package org.translationjobs.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Which versions of others' programs and libraries were measured. */
public final class Versions {
  private static final Properties BUILT_WITH = read();

  private Versions() {}

  /** A library of this build and its version. */
  public static String of(String library) {
    return library + " " + Objects.requireNonNull(BUILT_WITH.getProperty(library), library);
  }

  /** The first line that a program prints; its name where it cannot be asked. */
  public static String saidBy(String program, String option) {
    try {
      var process = new ProcessBuilder(program, option).redirectErrorStream(true).start();
      var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return words.lines().findFirst().orElse(program);
    } catch (IOException e) {
      return program;
    }
  }

  private static Properties read() {
    try (var in = Versions.class.getResourceAsStream("versions.properties")) {
      var versions = new Properties();
      versions.load(Objects.requireNonNull(in));
      return versions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
