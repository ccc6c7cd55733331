package org.translationjobs.benchmarks.scene;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.benchmarks.Bench;
import org.translationjobs.benchmarks.Machine;
import org.translationjobs.testkit.EmbeddedPostgres;

/**
 * One PostgreSQL, and on it the sites that a comparison needs. The server is set as docs/tuning.md has
 * it, commits wait for the disk; what would disturb now and then is turned away. Stops all that was
 * started.
 */
public final class Scene implements AutoCloseable {
  private static final Map<String, String> SETTINGS = Map.of(
      "fsync", "on", "synchronous_commit", "on", "full_page_writes", "on",
      "shared_buffers", Machine.quarterOfMemory(), "max_wal_size", "8GB", "checkpoint_timeout",
      "30min");

  private final Bench bench;
  private final EmbeddedPostgres postgres;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private int workers;

  private Scene(Bench bench, EmbeddedPostgres postgres) {
    this.bench = bench;
    this.postgres = postgres;
  }

  public static Scene start(Bench bench) {
    return start(bench, Map.of());
  }

  /**
   * @param settings
   *          of the server, beside those that every comparison has
   */
  public static Scene start(Bench bench, Map<String, String> settings) {
    if (bench.options().here()) {
      return new Scene(bench, EmbeddedPostgres.shared());
    }
    var all = new HashMap<>(SETTINGS);
    all.putAll(settings);
    return new Scene(
        bench,
        bench.options()
            .postgres()
            .map(programs -> EmbeddedPostgres.startInstalled(programs, all))
            .orElseGet(() -> EmbeddedPostgres.start(all)));
  }

  /** A new database with the tables of the guide and ours, and a Redis beside it. */
  public Site site(String name) {
    return started(
        Site.create(
            postgres.createDatabase("site", Site::prepare), bench.folder().resolve(name)));
  }

  /** An empty database for somebody else. */
  public EmbeddedPostgres.Database database() {
    return postgres.createDatabase();
  }

  /** A worker as it is started by those who set nothing but its servers; returns when it is ready. */
  public Worker worker(Site site) {
    return worker(site, Map.of(), "-Xmx512m");
  }

  /**
   * A worker with the engine {@code placeholder}; returns when it is ready.
   *
   * @param environment
   *          more variables, or others
   * @param jvm
   *          options of its JVM
   */
  public Worker worker(Site site, Map<String, String> environment, String... jvm) {
    var worker = launch(site, environment, jvm);
    worker.awaitReady();
    return worker;
  }

  /** The same; it is not waited for. */
  public Worker launch(Site site, Map<String, String> environment, String... jvm) {
    workers++;
    var variables = new HashMap<>(site.environment());
    variables.put("TRANSLATION_ENGINE", "placeholder");
    variables.putAll(environment);
    var worker = started(
        bench.options().here()
            ? WorkerHere.start(variables)
            : WorkerProcess.start(variables, List.of(jvm), site.staging()
                .resolveSibling("worker-" + workers + ".log")));
    site.watch(worker);
    return worker;
  }

  /** A file for what somebody writes. */
  public Path log(String name) {
    return bench.folder().resolve(name + ".log");
  }

  /** Will be closed with the scene, before what was started earlier. */
  public <T extends AutoCloseable> T started(T part) {
    started.push(part);
    return part;
  }

  @Override
  public void close() {
    try {
      while (!started.isEmpty()) {
        started.pop().close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("not stopped", e);
    } finally {
      if (!bench.options().here()) {
        postgres.close();
      }
    }
  }
}
