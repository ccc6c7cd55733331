package org.translationjobs.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.translationjobs.chaos.scenario.Away;
import org.translationjobs.chaos.scenario.Crowd;
import org.translationjobs.chaos.scenario.Faults;
import org.translationjobs.chaos.scenario.Hang;
import org.translationjobs.chaos.scenario.Junk;
import org.translationjobs.chaos.scenario.Kill;
import org.translationjobs.chaos.scenario.Pause;
import org.translationjobs.chaos.scenario.Race;

/** Plays scenarios and reports; scripts/chaos.sh starts it. */
public final class ChaosMain {
  /** In the order in which they are played. */
  static final List<Scenario> SCENARIOS = List.of(
      new Kill(), new Pause(), new Faults(), new Away(), new Crowd(), new Hang(), new Junk(),
      new Race());

  private ChaosMain() {}

  public static void main(String[] arguments) throws IOException {
    var isLong = false;
    var seed = new Random().nextInt(1_000_000);
    var folder = Scene.newFolder();
    var names = new ArrayList<String>();
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--long" -> isLong = true;
        case "--short" -> isLong = false;
        case "--seed" -> seed = Integer.parseInt(arguments[++i]);
        case "--folder" -> folder = Path.of(arguments[++i]).toAbsolutePath();
        default -> names.add(arguments[i]);
      }
    }
    System.exit(play(isLong, seed, folder, chosen(isLong, names)) ? 0 : 1);
  }

  private static List<Scenario> chosen(boolean isLong, List<String> names) {
    for (var name : names) {
      if (SCENARIOS.stream().noneMatch(s -> s.name().equals(name))) {
        System.err.println(
            "chaos: no scenario '" + name + "'; there are "
                + String.join(", ", SCENARIOS.stream().map(Scenario::name).toList()));
        System.exit(2);
      }
    }
    return SCENARIOS.stream()
        .filter(s -> names.isEmpty() || names.contains(s.name()))
        .filter(s -> isLong || s.hasShortForm())
        .toList();
  }

  private static boolean play(
      boolean isLong, long seed, Path folder, List<Scenario> scenarios) throws IOException {
    Files.createDirectories(folder);
    var report = new Report(
        "Chaos suite, " + (isLong ? "long" : "short") + " form, seed " + seed);
    System.out.println("seed " + seed + ", logs and report in " + folder);
    if (isLong) {
      for (var scenario : scenarios) {
        try (var scene = Scene.forLong(scenario, seed, folder.resolve(scenario.name()))) {
          report.add(scenario, play(scenario, scene, folder));
        }
      }
    } else {
      try (var scene = Scene.forShort(seed, folder)) {
        for (var scenario : scenarios) {
          report.add(scenario, play(scenario, scene, folder));
        }
      }
    }
    System.out.println(report);
    Files.writeString(folder.resolve("report.txt"), report.toString());
    return report.isGood();
  }

  private static Result play(Scenario scenario, Scene scene, Path folder) throws IOException {
    var began = System.nanoTime();
    System.out.println(scenario.name() + ": " + scenario.promise());
    try {
      var result = scenario.play(scene);
      return result.note(
          "took %s s".formatted(Report.seconds(Duration.ofNanos(System.nanoTime() - began))));
    } catch (RuntimeException | AssertionError e) {
      var trace = folder.resolve(scenario.name() + "-failed.txt");
      try (var out = new PrintWriter(Files.newBufferedWriter(trace))) {
        e.printStackTrace(out);
      }
      return Result.failed(e + "; see " + trace);
    }
  }
}
