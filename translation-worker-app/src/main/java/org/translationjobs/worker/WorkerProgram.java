package org.translationjobs.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.runtime.configuration.Configuration;
import org.translationjobs.runtime.configuration.ConfigurationException;
import org.translationjobs.runtime.configuration.EngineConfiguration;
import org.translationjobs.runtime.configuration.Variables;
import org.translationjobs.runtime.events.LogEvents;
import org.translationjobs.runtime.events.Wording;

/** The worker from its environment to its exit code. */
final class WorkerProgram {
  private static final String USAGE = """
      Usage: translation-worker [--help | --version]

      Takes translation jobs from PostgreSQL and Redis until it is stopped. SIGTERM or SIGINT stops
      it in order; a second signal at once.

      Exit codes: 0 stopped in order; 1 failed, or did not stop in time; 2 the configuration is
      wrong, starting again will not help; 143 or 130 stopped at once.

      Environment variables [default]:
      """;

  /** Undocumented: only the start script says it. */
  private static final String REHEARSE = "--rehearse";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final StopRequest stop = new StopRequest(Runtime.getRuntime()::halt);

  WorkerProgram(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Asks for an orderly stop, as a signal does. */
  StopRequest stop() {
    return stop;
  }

  int run(String... arguments) {
    if (arguments.length > 0 && !arguments[0].equals(REHEARSE)) {
      return answer(arguments);
    }
    try {
      Logging.setUp(Configuration.logFromEnvironment(environment), out);
      var configuration = Configuration.fromEnvironment(environment);
      requireEngine(configuration);
      if (arguments.length > 0) {
        var problem = new Rehearsal(configuration).problem();
        return problem.isPresent() ? fail(ExitCode.FAILURE, problem.get()) : ExitCode.OK;
      }
      Signals.listen(stop::onSignal);
      return run(configuration);
    } catch (ConfigurationException e) {
      return fail(ExitCode.CONFIGURATION, Wording.line(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILURE;
    }
  }

  private int answer(String... arguments) {
    switch (arguments[0]) {
      case "--version", "-V" -> out.println("translation-worker " + TranslationSystem.version());
      case "--help", "-h" -> out.print(USAGE + Variables.asHelp());
      default -> {
        return fail(
            ExitCode.CONFIGURATION,
            "unknown argument '" + arguments[0] + "'; the worker is configured by environment"
                + " variables, see --help");
      }
    }
    return ExitCode.OK;
  }

  @SuppressWarnings("try") // the deadline and the endpoints work by being open
  private int run(Configuration configuration) throws InterruptedException {
    try (var deadline = Deadline.afterStop(stop, configuration.worker().settings().shutdown());
        var system = TranslationSystem.open(configuration)) {
      var metrics = new WorkerMetrics(system);
      var health = new Health(system::health);
      try (var http = listen(configuration, health, metrics)) {
        Banner.log(configuration);
        return work(system, configuration, health, metrics);
      } catch (IOException e) {
        var address = configuration.http();
        return fail(
            ExitCode.FAILURE,
            "HTTP_BIND " + address.bind() + ", HTTP_PORT " + address.port() + ": "
                + Wording.cause(e) + "; set another port, or 0 to do without");
      }
    }
  }

  private int work(
      TranslationSystem system, Configuration configuration, Health health, WorkerMetrics metrics)
      throws InterruptedException {
    if (!new Preparation(system, configuration, stop).succeeds()) {
      return ExitCode.OK;
    }
    var worker = system.worker(new LogEvents().and(metrics));
    worker.start();
    health.watch(worker);
    metrics.watch(worker);
    stop.await();
    return worker.stop() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static void requireEngine(Configuration configuration) {
    if (configuration.engines().chain().isEmpty()) {
      throw EngineConfiguration.missing();
    }
  }

  private static @Nullable HttpEndpoints listen(
      Configuration configuration, Health health, WorkerMetrics metrics) throws IOException {
    return configuration.http().port() == 0
        ? null
        : HttpEndpoints.open(configuration.http(), health, metrics.registry());
  }

  private int fail(int code, String line) {
    err.println("translation-worker: " + line);
    return code;
  }
}
