package org.translationjobs.benchmarks.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Site;
import org.translationjobs.benchmarks.scene.Tree;
import org.translationjobs.testkit.ProgramProcess;

/** How long people and supervisors wait for our programs, started by their scripts on a warm machine. */
public final class Start implements Comparison {
  private static final int CHAPTERS = 100;
  private static final int CHARACTERS = 1_000;
  private static final long LOOK_NANOS = 5_000_000;
  private static final Duration LONGEST_MAKING = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String subject() {
    return "seconds until a worker is ready, translation-cli status answers, and the quickstart ends";
  }

  @Override
  public List<Line> measure(Bench bench) {
    var tree = Tree.find();
    if (bench.options().here()) {
      return List.of(new Line.Skipped("start", "no programs are started here"));
    }
    if (tree.isEmpty()) {
      return List.of(new Line.Skipped("start", "the jars are not built"));
    }
    var lines = new ArrayList<Line>();
    try (var scene = Scene.start(bench)) {
      var site = scene.site("ours");
      var worker = scene.worker(site);
      var job = site.newJob(CHAPTERS, CHARACTERS);
      site.run(job);
      worker.close();
      var variables = variables(bench, site);
      var cli = List.of(tree.get().program("bin/translation-cli"), "status", "" + job);
      var caches = Path.of(variables.get("TRANSLATION_CACHE_DIR"));
      forget(caches);
      ready(tree.get(), variables, scene);
      run(bench, cli, variables);
      awaitCaches(caches);
      var samples = bench.alternate(
          () -> ready(tree.get(), variables, scene), () -> run(bench, cli, variables));
      lines.add(
          new Line.Figure("worker ready", Goal.atMost(1.5), samples.get(0), " s", List.of()));
      lines.add(
          new Line.Figure(
              "translation-cli status JOB", Goal.atMost(0.6), samples.get(1), " s", List.of()));
    }
    lines.add(quickstart(bench, tree.get()));
    return lines;
  }

  private static Line quickstart(Bench bench, Tree tree) {
    var name = "quickstart on a built tree";
    if (bench.options().scale() < 1) {
      return new Line.Skipped(name, "only at full size");
    }
    var command = List.of(tree.program("quickstart"));
    run(bench, command, System.getenv());
    var seconds = bench.alternate(() -> run(bench, command, System.getenv())).getFirst();
    return new Line.Figure(name, Goal.atMost(15), seconds, " s", List.of());
  }

  private static Map<String, String> variables(Bench bench, Site site) {
    var variables = new HashMap<>(site.environment());
    variables.put("TRANSLATION_ENGINE", "placeholder");
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("TRANSLATION_CACHE_DIR", bench.folder().resolve("cache").toString());
    return variables;
  }

  /** What the first start of each program has made in the background for the next ones, where Java can. */
  private static void awaitCaches(Path folder) {
    var deadline = System.nanoTime() + LONGEST_MAKING.toNanos();
    while (Runtime.version().feature() >= 25 && made(folder) < 2
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static long made(Path folder) {
    return caches(folder).size();
  }

  /** Those of an earlier build would be taken for this one's. */
  private static void forget(Path folder) {
    if (Files.isDirectory(folder)) {
      caches(folder).forEach(cache -> {
        try {
          Files.delete(cache);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  private static List<Path> caches(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".aot")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Seconds from the start of the script until the worker says that it is ready. */
  private static double ready(Tree tree, Map<String, String> variables, Scene scene) {
    var began = System.nanoTime();
    try (var worker = ProgramProcess.start(
        List.of(tree.program("bin/translation-worker")), variables, scene.log("started"))) {
      while (!worker.isReady()) {
        if (!worker.isAlive()) {
          throw new AssertionError(worker.log());
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
      var seconds = seconds(began);
      worker.stop(Duration.ofSeconds(40));
      return seconds;
    }
  }

  /** Seconds until a program has ended well. */
  private static double run(Bench bench, List<String> command, Map<String, String> variables) {
    var log = bench.folder().resolve("program.log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    var began = System.nanoTime();
    try {
      var code = builder.start().onExit().join().exitValue();
      if (code != 0) {
        throw new IllegalStateException(command + " ended with " + code + ", see " + log);
      }
      return seconds(began);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
