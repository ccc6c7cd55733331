package org.translationjobs.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.scene.Reference;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Site;

/** A job as fast as it goes, against the least that PostgreSQL and a folder need, and the guide's worker. */
public final class Floor implements Comparison {
  private static final int WARM_UPS = 3;
  private static final int CHAPTERS = 5_000;
  private static final int CHARACTERS = 12_000;
  /** For the guide's worker, which is slow, and slower still with many. */
  private static final int FEW = 1_000;
  /** That sql_floor.py claims at once; as many as it promotes at once. */
  private static final int BATCH = 200;
  private static final double WITH_LZ4 = 1.3;
  private static final double GUIDE = 12;

  @Override
  public String name() {
    return "floor";
  }

  @Override
  public String subject() {
    return "chapters of 12 kB, engine placeholder, folder staging, against sql_floor.py and the guide's worker";
  }

  @Override
  public List<Line> measure(Bench bench) {
    try (var scene = Scene.start(bench)) {
      var ours = scene.site("ours");
      scene.worker(ours);
      DoubleSupplier worker = () -> rate(ours, bench.scaled(CHAPTERS), CHARACTERS);
      bench.warmUp(WARM_UPS, worker);
      var hindrance = Reference.hindrance(bench.options());
      if (hindrance.isPresent()) {
        var samples = bench.alternate(worker).getFirst();
        return List.of(
            new Line.Skipped("ours / sql_floor.py", hindrance.get()),
            new Line.Skipped("ours / the guide's worker", hindrance.get()),
            new Line.Figure(
                "chapters a second", Goal.atLeast(0), samples, "/s", List.of()));
      }
      var reference = Reference.of(bench.options());
      var other = scene.site("other");
      var samples = bench.alternate(
          worker,
          () -> floor(reference, other, bench.scaled(CHAPTERS)),
          () -> guide(reference, other, bench.scaled(FEW)));
      var lines = new ArrayList<Line>();
      lines.add(
          Line.ratio(
              "ours / sql_floor.py", Goal.atLeast(hasLz4(ours) ? WITH_LZ4 : 1), samples.get(0),
              "sql_floor.py", samples.get(1), "chapters/s")
              .with(
                  "sql_floor.py compresses as the server does by default, ours with lz4 where it can"));
      lines.add(
          Line.ratio(
              "ours / the guide's worker", Goal.atLeast(GUIDE), samples.get(0),
              "the guide's worker", samples.get(2), "chapters/s")
              .with("the guide's worker gets " + bench.scaled(FEW) + " chapters, ours " + bench
                  .scaled(CHAPTERS)));
      return lines;
    }
  }

  /** Chapters per second of our worker. */
  static double rate(Site site, int chapters, int characters) {
    site.clear();
    var job = site.newJob(chapters, characters);
    site.settle();
    return chapters / (site.run(job).toNanos() / 1e9);
  }

  private static double floor(Reference reference, Site site, int chapters) {
    site.clear();
    var job = site.newJob(chapters, CHARACTERS);
    site.settle();
    return reference.floor(site, job, BATCH);
  }

  private static double guide(Reference reference, Site site, int chapters) {
    site.clear();
    var job = site.newJob(chapters, CHARACTERS);
    site.settle();
    return chapters / reference.guide(site, job);
  }

  private static boolean hasLz4(Site site) {
    return site.number(
        "select count(*) from pg_settings where name = 'default_toast_compression'"
            + " and 'lz4' = any(enumvals)") > 0;
  }
}
