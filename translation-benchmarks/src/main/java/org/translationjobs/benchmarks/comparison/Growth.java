package org.translationjobs.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.Samples;
import org.translationjobs.benchmarks.scene.PromotionWatch;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Site;

/** What a subtask costs where much is done already, and in a large job; what a promotion holds up. */
public final class Growth implements Comparison {
  private static final int FINISHED = 2_000_000;
  private static final int CHAPTERS = 5_000;
  private static final int JOBS_SINCE_CHECKPOINT = 20;
  private static final int MANY_CHAPTERS = 50_000;
  private static final int CHARACTERS = 12_000;
  /**
   * Of those that are done: the row of a long text holds a pointer of 18 bytes to it, so that these rows lie as
   * close together as those of novels.
   */
  private static final int FINISHED_CHARACTERS = 18;
  private static final int PROMOTED = 20_000;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String subject() {
    return "cost of a subtask of 12 kB beside two million finished ones and in a job of 50,000; locks of a promotion";
  }

  @Override
  public List<Line> measure(Bench bench) {
    var lines = new ArrayList<Line>();
    var chapters = bench.scaled(CHAPTERS);
    // on a server of its own, because what the empty one does before each round ends in a checkpoint
    try (var scene = Scene.start(bench); var other = Scene.start(bench)) {
      var empty = other.site("empty");
      other.worker(empty);
      var full = scene.site("full");
      scene.worker(full);
      DoubleSupplier before = () -> cost(empty, chapters);
      bench.warmUp(JOBS_SINCE_CHECKPOINT, before);
      bench.say("filling");
      full.run(full.newJob(chapters, FINISHED_CHARACTERS));
      full.multiply(bench.scaled(FINISHED) / chapters);
      DoubleSupplier after = () -> 1e6 / addedRate(full, chapters);
      bench.warmUp(JOBS_SINCE_CHECKPOINT, after);
      var samples = bench.alternate(after, before);
      lines.add(
          Line.ratio(
              "cost beside 2,000,000 / alone", Goal.atMost(1.2), "beside", samples.get(0), "alone",
              samples.get(1), "µs/subtask")
              .with(
                  "the two million are copies of a job, their texts not: a row of a long text holds a pointer")
              .with(
                  "beside: the last checkpoint was " + JOBS_SINCE_CHECKPOINT
                      + " jobs before; alone: on an emptied database after one"));
      // or the server has gigabytes to write when it stops, for which nobody waits
      full.execute("checkpoint");
    }
    try (var scene = Scene.start(bench)) {
      var site = scene.site("large");
      scene.worker(site);
      bench.warmUp(() -> cost(site, chapters));
      var samples = bench.alternate(
          () -> cost(site, bench.scaled(MANY_CHAPTERS)), () -> cost(site, chapters));
      lines.add(
          Line.ratio(
              "cost in a job of 50,000 / 5,000", Goal.atMost(1.1), "50,000", samples.get(0),
              "5,000", samples.get(1), "µs/subtask"));
      lines.addAll(promotion(bench, site));
    }
    return lines;
  }

  private static List<Line> promotion(Bench bench, Site site) {
    var waits = new ArrayList<Double>();
    var slowest = new ArrayList<Double>();
    var shares = bench.alternate(() -> {
      site.clear();
      var job = site.newJob(bench.scaled(PROMOTED), CHARACTERS);
      site.settle();
      try (var watch = PromotionWatch.start(site, job)) {
        site.run(job);
        var seen = watch.seen();
        waits.add((double) seen.readersWaiting());
        slowest.add(seen.slowestRead().toNanos() / 1e6);
        return seen.lockedShare();
      }
    }).getFirst();
    return List.of(
        new Line.Figure(
            "share of a promotion with the job locked", Goal.atMost(0.5), shares, "", List.of()),
        new Line.Figure(
            "readers seen waiting for a lock", Goal.atMost(0), new Samples(waits), "",
            List.of("slowest read " + new Samples(slowest).text() + " ms")));
  }

  /** Microseconds for each subtask on an empty database. */
  private static double cost(Site site, int chapters) {
    return 1e6 / Floor.rate(site, chapters, CHARACTERS);
  }

  /**
   * Subtasks per second beside whatever there is, some jobs after a checkpoint: the first change of a page
   * after one writes all of the page, and random ids change nearly as many pages as rows, whoever works.
   */
  private static double addedRate(Site site, int chapters) {
    var job = site.newJob(chapters, CHARACTERS);
    site.tidy();
    return chapters / (site.run(job).toNanos() / 1e9);
  }
}
