package org.translationjobs.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.diagnosis.Finding;
import org.translationjobs.core.diagnosis.Finding.Severity;
import org.translationjobs.core.worker.Worker;

/** Whether the worker lives and whether it is ready. Thread-safe. */
final class Health {
  /** A loop that has not come round for so long hangs. */
  static final Duration LONGEST_TURN = Duration.ofSeconds(30);

  private final Supplier<List<Finding>> checks;
  private final AtomicReference<@Nullable Supplier<Map<String, Duration>>> loops =
      new AtomicReference<>();

  /**
   * @param checks
   *          of the servers; an error among them means not ready
   */
  Health(Supplier<List<Finding>> checks) {
    this.checks = checks;
  }

  void watch(Worker worker) {
    watch(worker::loops);
  }

  void watch(Supplier<Map<String, Duration>> loopAges) {
    loops.set(loopAges);
  }

  /** Before the worker is started it lives, too: it waits for its servers. */
  Report live() {
    var ages = loops.get();
    var hanging = (ages == null ? Map.<String, Duration>of() : ages.get()).entrySet()
        .stream()
        .filter(loop -> loop.getValue().compareTo(LONGEST_TURN) > 0)
        .sorted(Map.Entry.comparingByKey())
        .map(
            loop -> Finding.error(
                loop.getKey(),
                "has not come round for " + loop.getValue().toSeconds() + " s",
                "restart the worker"))
        .toList();
    return new Report(hanging.isEmpty(), hanging.isEmpty() ? "live" : "hanging", hanging);
  }

  Report ready() {
    var findings = checks.get();
    if (loops.get() == null) {
      return new Report(false, "starting", findings);
    }
    var worst = findings.stream().map(Finding::severity).collect(Collectors.toSet());
    if (worst.contains(Severity.ERROR)) {
      return new Report(false, "not ready", findings);
    }
    return new Report(true, worst.contains(Severity.WARNING) ? "degraded" : "ready", findings);
  }

  /** What a probe is told. */
  record Report(boolean ok, String status, List<Finding> findings) {
    Report {
      findings = List.copyOf(findings);
    }
  }
}
