package org.translationjobs.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.Samples;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Site;

/** Engines that take their time: how much of the ideal rate is reached, by one worker, four, and a crowded one. */
public final class Wait implements Comparison {
  /** More than elsewhere: on few processors five of them compile what they run at the same time. */
  private static final int WARM_UPS = 4;
  private static final int CHAPTERS = 2_000;
  private static final int CHARACTERS = 12_000;
  private static final int CONCURRENCY = 64;
  private static final int LATENCY_MILLIS = 200;
  private static final int WORKERS = 4;
  private static final int CROWD = 1_000;
  private static final int CROWD_CHAPTERS = 10_000;
  private static final int CROWD_LATENCY_MILLIS = 1_000;
  private static final int MOST_MIB = 512;
  /** From the first claim to the last DONE, as the rows say. */
  private static final String SECONDS =
      "select extract(epoch from max(finished_at) - min(started_at)) from translation_subtasks";

  @Override
  public String name() {
    return "wait";
  }

  @Override
  public String subject() {
    return "an engine that takes 200 ms, from the first claim to the last subtask that is DONE: share of the ideal rate, four workers against one, 1,000 calls at once";
  }

  @Override
  public List<Line> measure(Bench bench) {
    var lines = new ArrayList<Line>();
    try (var scene = Scene.start(bench)) {
      var one = scene.site("one");
      scene.worker(one, waiting(CONCURRENCY, LATENCY_MILLIS), "-Xmx512m");
      var four = scene.site("four");
      for (var i = 0; i < WORKERS; i++) {
        scene.worker(four, waiting(CONCURRENCY, LATENCY_MILLIS), "-Xmx512m");
      }
      var chapters = bench.scaled(CHAPTERS);
      DoubleSupplier alone = () -> rate(one, chapters);
      DoubleSupplier together = () -> rate(four, chapters * WORKERS);
      bench.warmUp(WARM_UPS, alone);
      bench.warmUp(WARM_UPS, together);
      var samples = bench.alternate(alone, together);
      lines.add(
          Line.ratio(
              "one worker / ideal", Goal.atLeast(0.95), samples.get(0), "ideal",
              ideal(CONCURRENCY, LATENCY_MILLIS, samples.get(0)), "chapters/s"));
      lines.add(
          Line.ratio(
              "four workers / one", Goal.atLeast(3.8), "four", samples.get(1), "one",
              samples.get(0), "chapters/s"));
    }
    try (var scene = Scene.start(bench)) {
      lines.addAll(crowd(bench, scene));
    }
    return lines;
  }

  private static List<Line> crowd(Bench bench, Scene scene) {
    var site = scene.site("crowd");
    var worker = scene.worker(site, waiting(CROWD, CROWD_LATENCY_MILLIS), "-Xmx320m");
    var chapters = bench.scaled(CROWD_CHAPTERS);
    bench.warmUp(WARM_UPS, () -> rate(site, chapters));
    var rates = bench.alternate(() -> rate(site, chapters)).getFirst();
    return List.of(
        Line.ratio(
            "1,000 calls at once / ideal", Goal.atLeast(0.9), rates, "ideal",
            ideal(CROWD, CROWD_LATENCY_MILLIS, rates), "chapters/s"),
        new Line.Figure(
            "most resident memory, -Xmx320m", Goal.atMost(MOST_MIB),
            Samples.of((double) worker.peakMemory()), " MiB", List.of()));
  }

  private static Map<String, String> waiting(int concurrency, int latencyMillis) {
    return Map.of(
        "WORKER_CONCURRENCY", "" + concurrency,
        "PLACEHOLDER_LATENCY_MILLIS", "" + latencyMillis);
  }

  private static double rate(Site site, int chapters) {
    site.clear();
    var job = site.newJob(chapters, CHARACTERS);
    site.settle();
    site.run(job);
    return chapters / site.number(SECONDS);
  }

  /** As often as there are samples. */
  private static Samples ideal(int concurrency, int latencyMillis, Samples samples) {
    return new Samples(
        samples.values().stream().map(value -> concurrency * 1_000.0 / latencyMillis).toList());
  }
}
