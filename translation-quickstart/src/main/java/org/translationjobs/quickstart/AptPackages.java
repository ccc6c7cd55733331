package org.translationjobs.quickstart;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Installs Debian packages, as root or through sudo. */
final class AptPackages {
  static final List<String> APERTIUM = List.of("apertium", "apertium-eng-spa");

  private final boolean terminal;

  /**
   * @param terminal
   *          whether sudo may ask for a password
   */
  AptPackages(boolean terminal) {
    this.terminal = terminal;
  }

  /** Why nothing can be installed here; empty when it can be tried. */
  Optional<String> obstacle() {
    if (find("apt-get").isEmpty()) {
      return Optional.of("apt-get is not available here");
    }
    return isRoot() || find("sudo").isPresent()
        ? Optional.empty()
        : Optional.of("installing packages needs root or sudo");
  }

  static String command() {
    return "apt-get install " + String.join(" ", APERTIUM);
  }

  /**
   * Installs Apertium.
   *
   * @param log
   *          gets what apt-get says
   * @return what went wrong; empty when it is installed
   */
  Optional<String> installApertium(Path log) throws InterruptedException {
    var install = new ArrayList<>(List.of("install", "-y", "--no-install-recommends"));
    install.addAll(APERTIUM);
    try {
      // Without fresh lists a new machine knows no package; if that fails, the old ones may do.
      run(List.of("update"), log);
      var code = run(install, log);
      return code == 0 ? Optional.empty() : Optional.of(lastLine(log, code));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private int run(List<String> arguments, Path log) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (!isRoot()) {
      command.addAll(terminal ? List.of("sudo") : List.of("sudo", "-n"));
    }
    command.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"));
    command.addAll(arguments);
    var process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log.toFile()));
    if (terminal) {
      process.redirectInput(Redirect.INHERIT);
    }
    return process.start().waitFor();
  }

  private static String lastLine(Path log, int code) throws IOException {
    return Files.readAllLines(log)
        .stream()
        .filter(line -> line.startsWith("E: ") || line.startsWith("sudo: "))
        .findFirst()
        .orElse("apt-get ended with exit code " + code);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Optional<Path> find(String program) {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      var file = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
