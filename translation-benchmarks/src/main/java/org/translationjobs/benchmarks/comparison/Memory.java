package org.translationjobs.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.Samples;
import org.translationjobs.benchmarks.scene.Scene;

/** A worker with little memory. */
public final class Memory implements Comparison {
  private static final int CHAPTERS = 20_000;
  private static final int CHARACTERS = 12_000;
  private static final int LONG_CHAPTER = 20_000_000;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String subject() {
    return "20,000 chapters of 12 kB with a heap of 256 MB against one of 2 GB; one chapter of 20 MB with a heap of 512 MB";
  }

  @Override
  public List<Line> measure(Bench bench) {
    var lines = new ArrayList<Line>();
    try (var scene = Scene.start(bench)) {
      var small = scene.site("small");
      var worker = scene.worker(small, Map.of(), "-Xmx256m");
      var large = scene.site("large");
      scene.worker(large, Map.of(), "-Xmx2g");
      var chapters = bench.scaled(CHAPTERS);
      bench.warmUp(() -> Floor.rate(small, bench.scaled(CHAPTERS / 4), CHARACTERS));
      bench.warmUp(() -> Floor.rate(large, bench.scaled(CHAPTERS / 4), CHARACTERS));
      var samples = bench.alternate(
          () -> Floor.rate(small, chapters, CHARACTERS),
          () -> Floor.rate(large, chapters, CHARACTERS));
      lines.add(
          Line.ratio(
              "-Xmx256m / -Xmx2g", Goal.atLeast(0.9), "256 MB", samples.get(0), "2 GB",
              samples.get(1), "chapters/s")
              .with("most resident memory with -Xmx256m: " + worker.peakMemory()
                  + " MiB"));
    }
    try (var scene = Scene.start(bench)) {
      lines.addAll(longChapter(bench, scene));
    }
    return lines;
  }

  /** Plain text; a worker without enough memory ends, and with it this comparison. */
  private static List<Line> longChapter(Bench bench, Scene scene) {
    var site = scene.site("long");
    var worker = scene.worker(
        site, Map.of("TRANSLATION_ENGINE", "pseudo"), "-Xmx512m",
        "-XX:+ExitOnOutOfMemoryError");
    var job = site.newPlainJob(1, bench.scaled(LONG_CHAPTER));
    site.settle();
    var took = site.run(job);
    return List.of(
        new Line.Figure(
            "20 MB through pseudo, -Xmx512m", Goal.atMost(600),
            Samples.of(took.toMillis() / 1e3), " s",
            List.of("most resident memory " + worker.peakMemory() + " MiB")));
  }
}
