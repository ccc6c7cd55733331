package org.translationjobs.benchmarks.comparison;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.Versions;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Yardstick;
import org.translationjobs.benchmarks.yardstick.DbScheduler;
import org.translationjobs.benchmarks.yardstick.JobRunrJobs;
import org.translationjobs.benchmarks.yardstick.Yard;

/** What a subtask costs when there is nothing in it, against schedulers whose tasks do nothing. */
public final class Tiny implements Comparison {
  private static final int CHAPTERS = 20_000;

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public String subject() {
    return "chapters of one character, staged and promoted, against tasks of db-scheduler and JobRunr that do nothing";
  }

  @Override
  public List<String> versions() {
    return List.of(Versions.of("db-scheduler"), Versions.of("JobRunr"));
  }

  @Override
  public List<Line> measure(Bench bench) {
    var chapters = bench.scaled(CHAPTERS);
    try (var scene = Scene.start(bench)) {
      var site = scene.site("ours");
      scene.worker(site);
      DoubleSupplier worker = () -> Floor.rate(site, chapters, 1);
      bench.warmUp(worker);
      var samples = bench.alternate(
          worker,
          () -> yard(bench, new DbScheduler(), scene, chapters),
          () -> yard(bench, new JobRunrJobs(), scene, chapters));
      return List.of(
          Line.ratio(
              "ours / db-scheduler", Goal.atLeast(0.5), samples.get(0), "db-scheduler", samples.get(
                  1),
              "tasks/s"),
          Line.ratio(
              "ours / JobRunr", Goal.atLeast(2), samples.get(0), "JobRunr", samples.get(2),
              "tasks/s"));
    }
  }

  private static double yard(Bench bench, Yard yard, Scene scene, int tasks) {
    return Yardstick.measure(bench, yard, Map.of(), scene.database().jdbcUrl(), "" + tasks);
  }
}
