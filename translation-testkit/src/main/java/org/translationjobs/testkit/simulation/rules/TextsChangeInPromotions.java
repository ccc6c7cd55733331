package org.translationjobs.testkit.simulation.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.testkit.memory.Rows;

/** Production rows change only in a promotion: all that it wrote, and nothing else. */
final class TextsChangeInPromotions implements Rule {
  private record Target(EntityRef entity, String lang) {}

  @Override
  @SuppressWarnings("ReferenceEquality") // an unchanged list is the same object
  public void check(Step step) {
    if (step.before().texts() == step.after().texts() && step.promotions().isEmpty()) {
      return;
    }
    var method = step.call().method();
    var written = new HashSet<Target>();
    step.promotions()
        .forEach(p -> p.written().forEach(w -> written.add(new Target(w.entity(), w.lang()))));
    var old = rows(step.before().texts());
    var changed = 0;
    for (var row : step.after().texts()) {
      var target = new Target(row.entity(), row.lang());
      if (!row.equals(old.remove(target))) {
        changed++;
        Rule.holds(
            written.contains(target),
            () -> method + " changed the text of " + row.entity() + " in " + row.lang());
      }
    }
    Rule.holds(old.isEmpty(), () -> method + " deleted texts: " + old.keySet());
    var count = changed;
    Rule.holds(
        count == written.size(),
        () -> "a promotion of " + written.size() + " rows changed " + count);
  }

  private static Map<Target, Rows.Text> rows(List<Rows.Text> texts) {
    var rows = new HashMap<Target, Rows.Text>();
    texts.forEach(row -> rows.put(new Target(row.entity(), row.lang()), row));
    return rows;
  }
}
