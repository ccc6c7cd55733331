package org.translationjobs.benchmarks.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.Versions;
import org.translationjobs.benchmarks.scene.Novel;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Site;

/** A whole novel through Apertium, against the same text piped through as many of its processes. */
public final class Apertium implements Comparison {
  private static final String DIRECTION = "eng-spa";
  /** Until its JVM has compiled what it translates with, a worker needs more for each novel. */
  private static final int NOVELS_BEFORE = 6;

  @Override
  public String name() {
    return "apertium";
  }

  @Override
  public String subject() {
    return "a novel through the engine apertium, against piping it through one apertium for each processor";
  }

  @Override
  public List<String> versions() {
    return List.of(Versions.saidBy("apertium", "-V"));
  }

  @Override
  public List<Line> measure(Bench bench) {
    var what = "ours / apertium alone";
    var file = bench.options().novel();
    if (file.isEmpty()) {
      return List.of(new Line.Skipped(what, "no --novel"));
    }
    if (!isInstalled()) {
      return List.of(new Line.Skipped(what, "apertium " + DIRECTION + " is not installed"));
    }
    var novel = Novel.read(file.get());
    var some = novel.first(bench.scaled(novel.chapters().size()));
    try (var scene = Scene.start(bench)) {
      var site = scene.site("ours");
      scene.worker(site, Map.of("TRANSLATION_ENGINE", "apertium"), "-Xmx512m");
      DoubleSupplier ours = () -> ours(site, some);
      bench.warmUp(NOVELS_BEFORE, ours);
      var samples = bench.alternate(ours, () -> alone(bench, site, some));
      return List.of(
          Line.ratio(
              what, Goal.atMost(1.15), samples.get(0), "apertium alone", samples.get(1), "s"));
    }
  }

  private static double ours(Site site, Novel novel) {
    site.clear();
    var job = site.newJob(novel.chapters());
    site.settle();
    return site.run(job).toNanos() / 1e9;
  }

  /** Seconds until the last of the processes, in the workers' environment, has written its share. */
  private static double alone(Bench bench, Site site, Novel novel) {
    var shares = shares(novel.chapters(), Runtime.getRuntime().availableProcessors());
    try {
      var running = new ArrayList<ProcessBuilder>();
      for (var i = 0; i < shares.size(); i++) {
        var share = Files.writeString(bench.folder().resolve("share-" + i), shares.get(i));
        var process =
            new ProcessBuilder("apertium", "-f", "html", "-u", DIRECTION)
                .redirectInput(share.toFile())
                .redirectOutput(bench.folder().resolve("translated-" + i).toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        process.environment().clear();
        process.environment().putAll(site.environment());
        running.add(process);
      }
      var began = System.nanoTime();
      var started = new ArrayList<Process>();
      for (var one : running) {
        started.add(one.start());
      }
      for (var process : started) {
        if (process.onExit().join().exitValue() != 0) {
          throw new IllegalStateException("apertium alone failed: " + process.exitValue());
        }
      }
      return (System.nanoTime() - began) / 1e9;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The longest chapter first, each to whoever has least. */
  private static List<String> shares(List<String> chapters, int count) {
    var shares = new ArrayList<StringBuilder>();
    for (var i = 0; i < count; i++) {
      shares.add(new StringBuilder());
    }
    chapters.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(
            chapter -> shares.stream()
                .min(Comparator.comparingInt(StringBuilder::length))
                .orElseThrow()
                .append(chapter)
                .append('\n'));
    return shares.stream().map(StringBuilder::toString).toList();
  }

  private static boolean isInstalled() {
    try {
      var process = new ProcessBuilder("apertium", "-l").start();
      var directions = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return directions.lines().anyMatch(line -> line.strip().equals(DIRECTION));
    } catch (IOException e) {
      return false;
    }
  }
}
