package org.translationjobs.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.translationjobs.core.diagnosis.Finding;

/** A check that runs beside others and is not waited for longer than its time. */
final class TimedCheck {
  private final String subject;
  private final String cure;
  private final Duration atMost;
  private final long began = System.nanoTime();
  private final CompletableFuture<List<Finding>> outcome = new CompletableFuture<>();

  /** Starts it. */
  TimedCheck(String subject, String cure, Duration atMost, Supplier<List<Finding>> check) {
    this.subject = subject;
    this.cure = cure;
    this.atMost = atMost;
    Thread.ofVirtual()
        .name("check of " + subject)
        .start(() -> run(check));
  }

  private void run(Supplier<List<Finding>> check) {
    try {
      outcome.complete(Diagnosis.guarded(subject, cure, check));
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
    }
  }

  /** What it found; an error where it threw one or its time, counted from its start, is over. */
  List<Finding> findings() {
    try {
      var left = atMost.toNanos() - (System.nanoTime() - began);
      return outcome.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return List.of(
          Finding.error(subject, "no answer within " + atMost.toSeconds() + " seconds", cure));
    } catch (ExecutionException e) {
      return List.of(Finding.error(subject, "the check broke off: " + e.getCause(), cure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Finding.warning(subject, "interrupted", "try again"));
    }
  }
}
