package org.translationjobs.chaos.servers;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How one of our programs is started in a process of its own. */
final class JavaProgram {
  private static final List<String> OPTIONS = List.of(
      "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
      "-XX:+ExitOnOutOfMemoryError");

  private JavaProgram() {}

  /**
   * The jar beside the jar that the main class is from; where the build makes no jars (mvn test), this
   * JVM's class path.
   */
  static List<String> find(Class<?> main, String jarName) {
    try {
      var source = Path.of(
          main.getProtectionDomain().getCodeSource().getLocation().toURI());
      var jar = source.resolveSibling(jarName);
      if (Files.isRegularFile(source) && Files.isRegularFile(jar)) {
        return List.of("-jar", jar.toString());
      }
      return List.of("-cp", classPath(), main.getName());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From the Java program on, without its arguments. */
  static List<String> command(List<String> options, List<String> program) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(options);
    command.addAll(program);
    return command;
  }

  /** Surefire gives a jar that names the others in its manifest; its property has them all. */
  private static String classPath() {
    var real = System.getProperty("surefire.test.class.path");
    return (real == null ? System.getProperty("java.class.path") : real)
        .replaceAll("(^|" + File.pathSeparator + ")[^" + File.pathSeparator + "]*slf4j-nop[^"
            + File.pathSeparator + "]*", "");
  }
}
