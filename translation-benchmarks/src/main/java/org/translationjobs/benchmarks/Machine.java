package org.translationjobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where and with what it was measured. */
public final class Machine {
  private static final double MIB = 1024;

  private Machine() {}

  static String description(Options options) {
    return String.join(
        ", ",
        processor() + " × " + Runtime.getRuntime().availableProcessors(),
        memory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "Java " + Runtime.version(),
        options.postgres()
            .map(folder -> Versions.saidBy("" + folder.resolve("postgres"), "--version"))
            .orElse("embedded " + Versions.of("PostgreSQL")),
        Versions.of("embedded-redis"));
  }

  /** What to type to measure it again. */
  static String command(Options options, String comparison) {
    var words = new ArrayList<>(List.of("scripts/bench.sh", comparison));
    if (options.rounds() != Options.ROUNDS) {
      words.add("--rounds " + options.rounds());
    }
    if (options.scale() < 1) {
      words.add("--scale " + options.scale());
    }
    options.postgres().ifPresent(folder -> words.add("--postgres " + folder));
    options.reference().ifPresent(folder -> words.add("--reference DIR"));
    options.novel().ifPresent(file -> words.add("--novel " + file.getFileName()));
    return String.join(" ", words);
  }

  private static String processor() {
    return line("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch"));
  }

  private static String memory() {
    return memoryKib().map(kib -> Math.round(kib / MIB / MIB) + " GiB").orElse("memory unknown");
  }

  /** A quarter of the memory, as PostgreSQL's settings have it; 2 GB where the memory is not known. */
  public static String quarterOfMemory() {
    return memoryKib().map(kib -> Math.round(kib / MIB / 4) + "MB").orElse("2GB");
  }

  private static Optional<Double> memoryKib() {
    return line("/proc/meminfo", "MemTotal")
        .map(text -> Double.parseDouble(text.replaceAll("\\D", "")));
  }

  private static Optional<String> line(String file, String key) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines.filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
