package org.translationjobs.benchmarks.comparison;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Comparison;
import org.translationjobs.benchmarks.Goal;
import org.translationjobs.benchmarks.Line;
import org.translationjobs.benchmarks.Versions;
import org.translationjobs.benchmarks.scene.S3Server;
import org.translationjobs.benchmarks.scene.Scene;
import org.translationjobs.benchmarks.scene.Site;
import org.translationjobs.benchmarks.scene.Yardstick;
import org.translationjobs.benchmarks.yardstick.PutAndGet;

/** Staging in S3, against the same client that only puts and gets. */
public final class S3 implements Comparison {
  /** More than elsewhere: the code of the SDK comes on top, a tenth of the processors still compiles in the sixth job. */
  private static final int WARM_UPS = 12;
  private static final int CHAPTERS = 5_000;
  private static final int CHARACTERS = 12_000;
  private static final int MANY_PASSES = 5;
  /** As WORKER_CONCURRENCY by default. */
  private static final int PARALLEL = 16;
  /** With room for what is kept for the promotion; the yardstick keeps nothing. */
  private static final String HEAP = "-Xmx2g";

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public String subject() {
    return "chapters of 12 kB staged in S3, against put and get alone with the same parallelism; the worker lists what it wrote itself and still has in its memory (-Xmx2g)";
  }

  @Override
  public List<String> versions() {
    return List.of(Versions.of("S3Proxy"));
  }

  @Override
  public List<Line> measure(Bench bench) {
    var chapters = bench.scaled(CHAPTERS);
    try (var scene = Scene.start(bench)) {
      var server = scene.started(S3Server.start(bench, scene.log("s3")));
      var site = scene.site("ours");
      scene.worker(site, server.environment(), HEAP);
      DoubleSupplier worker = () -> Floor.rate(site, chapters, CHARACTERS);
      bench.warmUp(WARM_UPS, worker);
      var samples = bench.alternate(
          worker,
          () -> putAndGet(bench, site, server, 1),
          () -> putAndGet(bench, site, server, MANY_PASSES));
      return List.of(
          Line.ratio(
              "ours / put and get", Goal.atLeast(0.9), samples.get(0), "put and get",
              samples.get(1), "chapters/s")
              .with("put and get is a program that has put and got as many before"),
          Line.ratio(
              "ours / put and get, after " + MANY_PASSES + " passes", Goal.atLeast(0.9),
              samples.get(0), "put and get", samples.get(2), "chapters/s")
              .with("put and get is a program that has put and got " + MANY_PASSES
                  + " times as many before"));
    }
  }

  /** @param passes before what is measured */
  private static double putAndGet(Bench bench, Site site, S3Server server, int passes) {
    site.settle();
    return Yardstick.measure(
        bench, new PutAndGet(), server.environment(), "" + bench.scaled(CHAPTERS), "" + CHARACTERS,
        "" + PARALLEL,
        "" + passes, S3Server.BUCKET, server.endpoint());
  }
}
