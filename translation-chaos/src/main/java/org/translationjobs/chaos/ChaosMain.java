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
import org.translationjobs.chaos.scenario.Medley;
import org.translationjobs.chaos.scenario.PaidMedley;
import org.translationjobs.chaos.scenario.Pause;
import org.translationjobs.chaos.scenario.Pay;
import org.translationjobs.chaos.scenario.Race;
import org.translationjobs.chaos.scenario.Spend;
import org.translationjobs.chaos.scenario.TooMany;
import org.translationjobs.chaos.scenario.Versions;

/** Plays scenarios and reports; scripts/chaos.sh starts it. */
public final class ChaosMain {
  /** The long form, in the order in which it is played; with another worker jar, {@link Versions} follows. */
  private static final List<Scenario> LONG = List.of(
      new Kill(), new Pause(), new Faults(), new Away(), new Crowd(), new Hang(), new Junk(),
      new Race(), new Pay(), new Spend(), new TooMany());

  private static final List<Scenario> SHORT = List.of(new Medley(), new PaidMedley());

  private ChaosMain() {}

  public static void main(String[] arguments) throws IOException {
    long seed = new Random().nextInt(1_000_000);
    var scale = 1.0;
    var folder = Scene.newFolder();
    var names = new ArrayList<String>();
    var all = new ArrayList<>(LONG);
    all.addAll(SHORT);
    Path otherWorker = null;
    var otherFirst = false;
    for (var i = 0; i < arguments.length; i++) {
      var option = arguments[i];
      try {
        switch (option) {
          case "--long" -> names.add(option);
          case "--seed" -> seed = Long.parseLong(arguments[++i]);
          case "--scale" -> scale = Double.parseDouble(arguments[++i]);
          case "--folder" -> folder = Path.of(arguments[++i]).toAbsolutePath();
          case "--other-worker" -> otherWorker = Path.of(arguments[++i]).toAbsolutePath();
          case "--other-first" -> otherFirst = true;
          default -> names.add(option);
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        System.err.println("chaos: " + option + " needs a value that fits; see chaos.sh --help");
        System.exit(2);
      }
    }
    if (otherWorker != null) {
      all.add(new Versions(otherWorker, otherFirst));
    } else if (otherFirst) {
      System.err.println("chaos: --other-first says who makes the schema; it needs --other");
      System.exit(2);
    }
    var scenarios = new ArrayList<Scenario>();
    for (var name : names) {
      if (name.equals("--long")) {
        all.stream().filter(s -> !SHORT.contains(s)).forEach(scenarios::add);
      } else {
        scenarios.add(named(name, all));
      }
    }
    if (scenarios.isEmpty()) {
      scenarios.addAll(SHORT);
    }
    System.exit(play(scenarios, seed, scale, folder) ? 0 : 1);
  }

  private static Scenario named(String name, List<Scenario> all) {
    for (var scenario : all) {
      if (scenario.name().equals(name)) {
        return scenario;
      }
    }
    System.err.println(
        "chaos: no scenario '" + name + "'; there are "
            + String.join(", ", all.stream().map(Scenario::name).toList())
            + (all.size() > LONG.size() + SHORT.size() ? "" : ", and versions with --other"));
    System.exit(2);
    throw new IllegalStateException();
  }

  private static boolean play(
      List<Scenario> scenarios, long seed, double scale, Path folder) throws IOException {
    Files.createDirectories(folder);
    var report = new Report("Chaos suite, scale %s, seed %d".formatted(scale, seed));
    System.out.println("seed " + seed + ", logs and report in " + folder);
    for (var scenario : scenarios) {
      try (var scene = Scene.of(scenario, seed, scale, folder.resolve(scenario.name()))) {
        report.add(scenario, play(scenario, scene, folder));
      }
      Files.writeString(folder.resolve("report.txt"), report.toString());
    }
    System.out.println(report);
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
