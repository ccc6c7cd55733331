package org.translationjobs.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.translationjobs.cli.json.NovelFile;
import org.translationjobs.cli.render.Durations;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.Submissions.Submitted;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.runtime.configuration.Configuration;

/** One novel's way from its import to its promoted translation, on servers of its own. */
final class Quickstart {
  private static final String SAMPLE = "sample-novel.json";

  private final Options options;
  private final Screen screen;
  private final Running running;
  private final long began = System.nanoTime();

  Quickstart(Options options, Screen screen, Running running) {
    this.options = options;
    this.screen = screen;
    this.running = running;
  }

  /**
   * Runs to the end; whoever called closes what is running.
   *
   * @throws QuickstartException
   *           when something is wrong that a person can put right
   */
  void run(Path base) throws Exception {
    var folder = running.start(() -> RunFolder.create(base));
    var novel = novel(folder);
    var pair = LanguagePair.of(novel.lang(), options.to(novel.lang()));
    screen.line(screen.style().bold("translation-jobs quickstart"));
    var engine = new EngineFinder(options, pair, screen).find(folder.resolve("apt.log"));
    var variables = startServers(folder, engine);
    var system = running.start(() -> open(variables));
    createTables(system);
    var job = submit(system, novel, pair);
    screen.fact("Engine", engine + " translates " + pair);
    screen.line("");
    var completed = translate(system, job);
    var result = Result.read(system, job, pair, screen);
    result.showTexts();
    screen.heading("Promoted in one transaction (" + Durations.text(completed.promotionTook())
        + ")");
    result.showRows();
    screen.line("");
    screen.line("Done in " + Durations.text(Duration.ofNanos(System.nanoTime() - began)) + ".");
    if (options.keep) {
      keep(variables, job);
    } else {
      sayHowToGoOn();
    }
  }

  private NovelText novel(RunFolder folder) throws IOException {
    var file = options.novel().isPresent() ? options.novel().get() : sample(folder);
    var text = NovelFile.read(file);
    var from = options.from().orElse(text.lang());
    return new NovelText(text.slug(), from, text.title(), text.description(), text.volumes());
  }

  private static Path sample(RunFolder folder) throws IOException {
    var file = folder.resolve(SAMPLE);
    try (var in = Objects.requireNonNull(Quickstart.class.getResourceAsStream(SAMPLE))) {
      Files.copy(in, file);
    }
    return file;
  }

  private Map<String, String> startServers(RunFolder folder, String engine) throws Exception {
    var clock = System.nanoTime();
    var postgres = running.start(() -> PostgresServer.start(folder));
    started("PostgreSQL", postgres.version(), postgres.url(), clock);
    clock = System.nanoTime();
    var redis = running.start(() -> RedisServer.start(folder));
    started("Redis", redis.version(), redis.url(), clock);
    return Map.of(
        "DATABASE_URL", postgres.url(),
        "REDIS_URL", redis.url(),
        "STAGING_DIR", folder.resolve("staging").toString(),
        "TRANSLATION_ENGINE", engine);
  }

  private void started(String server, String version, String url, long since) {
    var address = url.replaceAll("^.*@|^redis://|/.*$", "").replaceAll("^.*@|/.*$", "");
    screen.fact(server, version + " on " + address + ", started in "
        + Durations.text(Duration.ofNanos(System.nanoTime() - since)));
  }

  private static TranslationSystem open(Map<String, String> variables) {
    var all = new HashMap<>(variables);
    all.put("HTTP_PORT", "0");
    all.put("SHUTDOWN_SECONDS", "5");
    all.put("WORKER_NAME", "quickstart");
    return TranslationSystem.open(Configuration.fromEnvironment(all));
  }

  private static void createTables(TranslationSystem system) {
    system.createGuideTables(true);
    system.migrate();
  }

  private JobId submit(TranslationSystem system, NovelText novel, LanguagePair pair) {
    var id = system.submissions().importNovel(novel);
    var chapters = novel.volumes().stream().mapToInt(volume -> volume.chapters().size()).sum();
    screen.fact("Novel", novel.title() + ": " + novel.volumes().size() + " volumes, " + chapters
        + " chapters imported");
    return switch (system.submissions().submit(NewJob.of(id, pair))) {
      case Submitted.Created(var job, var subtasks) -> {
        screen.fact("Job", job + ": " + subtasks + " subtasks, " + announce(system, job));
        yield job;
      }
      case Submitted.NothingToTranslate(var reason) -> throw new QuickstartException(2, reason);
    };
  }

  /** A Redis that is slow to answer delays nothing but the worker's notice of the job. */
  private static String announce(TranslationSystem system, JobId job) {
    try {
      system.announcements().announce(job);
      return "announced on the Redis list translation_queue";
    } catch (UnavailableException e) {
      return "not announced (" + e.getMessage() + "); the worker finds it by looking";
    }
  }

  private WorkerEvent.JobCompleted translate(TranslationSystem system, JobId job)
      throws Exception {
    var watch = new JobWatch(job);
    running.start(() -> {
      var worker = system.worker(watch);
      worker.start();
      return (AutoCloseable) worker::stop;
    });
    return switch (watch.await(system.views(), screen, running)) {
      case WorkerEvent.JobCompleted completed -> completed;
      case WorkerEvent.JobFailed(var id, var message) -> throw failed(message);
      case WorkerEvent.JobRefused(var id, var reason) -> throw failed(reason);
      case WorkerEvent.JobTakenAway(var id, var why) -> throw failed(why);
      case WorkerEvent.OfJob other -> throw failed(other.toString());
    };
  }

  private static QuickstartException failed(String message) {
    return new QuickstartException(1, "The job failed: " + message);
  }

  private void keep(Map<String, String> variables, JobId job) throws InterruptedException {
    screen.heading("The servers and the worker keep running. To use them from another terminal:");
    new TreeMap<>(variables)
        .forEach((name, value) -> screen.line("export " + name + "=" + value));
    screen.line("mvn -q -DskipTests package         # once, builds the command line");
    screen.line("bin/translation-cli status " + job);
    screen.line("");
    screen.line("Ctrl-C here, or kill " + ProcessHandle.current().pid()
        + ", stops everything and deletes its files.");
    running.awaitClose();
    throw new Running.StoppedException();
  }

  private void sayHowToGoOn() {
    screen.heading("How to go on");
    screen.fact("look around", "./quickstart --keep");
    screen.fact("your novel", "./quickstart --novel FILE --from en --to es");
    screen.fact("for real", "README.md: a worker on your servers, or inside your own program");
  }
}
