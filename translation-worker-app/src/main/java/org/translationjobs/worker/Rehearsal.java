package org.translationjobs.worker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.diagnosis.Finding.Severity;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.runtime.DatabaseProbe;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.runtime.configuration.Configuration;
import org.translationjobs.runtime.configuration.HttpConfiguration;
import org.translationjobs.runtime.events.LogEvents;
import org.translationjobs.runtime.events.Wording;

/**
 * What a start does, beside a worker that may run already, without becoming one and without changing the
 * database: the start script lets the JVM learn from it what the next start needs. One that hangs ends
 * its JVM after a minute.
 */
final class Rehearsal {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  private final Configuration configuration;

  Rehearsal(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Plays it; says in one line what prevented it. */
  Optional<String> problem() {
    var limit = haltAfter(LONGEST);
    try (var system = TranslationSystem.open(configuration)) {
      return played(system)
          ? Optional.empty()
          : Optional.of("nothing to rehearse with, see 'translation-cli doctor'");
    } catch (IOException | TranslationJobsException e) {
      return Optional.of(Wording.line(String.valueOf(e.getMessage())));
    } finally {
      limit.interrupt();
    }
  }

  private boolean played(TranslationSystem system) throws IOException {
    var nobody = WorkerId.random();
    var metrics = new WorkerMetrics(system);
    var anyPort = new HttpConfiguration("127.0.0.1", 0);
    var wakes = system.announcements().onWake(nobody, () -> {});
    try (var http = HttpEndpoints.open(anyPort, new Health(system::health), metrics.registry())) {
      Banner.log(configuration);
      DatabaseProbe.connect(configuration.database());
      system.checkDatabase();
      if (system.health().stream().anyMatch(finding -> finding.severity() == Severity.ERROR)
          || !system.isMigrated()) {
        return false;
      }
      system.jobs().look(nobody, configuration.worker().settings().poll());
      metrics.watch(system.worker(new LogEvents().and(metrics)));
      askWhetherReady(http.address());
      return true;
    } finally {
      wakes.close();
    }
  }

  /** As those do who watch over the worker. It is not: nobody works here. */
  private static void askWhetherReady(InetSocketAddress address) throws IOException {
    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout((int) LONGEST_ANSWER.toMillis());
      var request = "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 503 ")) {
        throw new IOException("/health/ready answers '" + answer.lines().findFirst().orElse("")
            + "'");
      }
    }
  }

  private static Thread haltAfter(Duration limit) {
    return Thread.ofPlatform().daemon().name("end of the rehearsal").start(() -> {
      try {
        Thread.sleep(limit);
        Runtime.getRuntime().halt(ExitCode.FAILURE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
