package org.translationjobs.testkit.simulation.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A staged object that a finished subtask refers to is neither overwritten nor deleted before its
 * promotion and the retention time.
 */
final class StagedIsKept implements Rule {
  private final Duration retention;
  private final Map<String, Instant> promotedAt = new HashMap<>();

  StagedIsKept(Duration retention) {
    this.retention = retention;
  }

  @Override
  public void check(Step step) {
    for (var promotion : step.promotions()) {
      Objects.requireNonNull(step.after().jobs().get(promotion.job()))
          .subtasks()
          .stream()
          .filter(s -> s.resultPath() != null)
          .forEach(s -> promotedAt.putIfAbsent(s.resultPath(), step.now()));
    }
    if (step.is("Staging", "put")) {
      var path = String.valueOf(step.call().result());
      Rule.holds(
          !isReferenced(path, step), () -> path
              + " was overwritten, though a subtask refers to it");
    } else if (step.is("Staging", "delete")) {
      for (var one : (Collection<?>) step.call().arguments().getFirst()) {
        checkDeleted((String) one, step);
      }
    }
  }

  private void checkDeleted(String path, Step step) {
    var since = promotedAt.get(path);
    Rule.holds(
        since != null || !isReferenced(path, step),
        () -> path + " was deleted, but it waits for its promotion");
    Rule.holds(
        since == null || !since.plus(retention).isAfter(step.now()),
        () -> path + " was deleted before its retention time was over");
  }

  private static boolean isReferenced(String path, Step step) {
    return step.before()
        .jobs()
        .values()
        .stream()
        .flatMap(job -> job.subtasks().stream())
        .anyMatch(s -> path.equals(s.resultPath()) && s.status().equals("DONE"));
  }
}
