package org.translationjobs.testkit.simulation.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.JobId;
import org.translationjobs.testkit.memory.Rows;

/**
 * A row that a later-created job has promoted is not replaced by an earlier one, nor is one that
 * somebody edited since its promotion.
 */
final class LaterJobWins implements Rule {
  private record Target(EntityRef entity, String lang) {}

  private record Last(JobId job, long version) {}

  private final List<JobId> created = new ArrayList<>();
  private final Map<Target, Last> last = new HashMap<>();

  @Override
  public void check(Step step) {
    for (var job : step.after().jobs().keySet()) {
      if (!created.contains(job)) {
        created.add(job);
      }
    }
    for (var promotion : step.promotions()) {
      for (var written : promotion.written()) {
        var target = new Target(written.entity(), written.lang());
        checkWritten(promotion.job(), target, step);
        version(step.after(), target)
            .ifPresent(version -> last.put(target, new Last(promotion.job(), version)));
      }
    }
  }

  private void checkWritten(JobId job, Target target, Step step) {
    var before = last.get(target);
    var row = version(step.before(), target);
    if (before == null || row.isEmpty()) {
      return;
    }
    Rule.holds(
        created.indexOf(job) >= created.indexOf(before.job()),
        () -> "job " + job + " replaced the text of " + target.entity()
            + " that the later-created job " + before.job() + " promoted");
    Rule.holds(
        row.get() == before.version(),
        () -> "job " + job + " replaced the text of " + target.entity()
            + ", which was edited since job " + before.job() + " promoted it");
  }

  private static java.util.Optional<Long> version(Rows.Everything rows, Target target) {
    return rows.texts()
        .stream()
        .filter(t -> t.entity().equals(target.entity()) && t.lang().equals(target.lang()))
        .map(Rows.Text::version)
        .findFirst();
  }
}
