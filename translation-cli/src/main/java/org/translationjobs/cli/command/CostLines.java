package org.translationjobs.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.translationjobs.core.cost.JobCost;

/** What a job cost, for people. */
final class CostLines {
  private CostLines() {}

  /** Calls and usage, cost, budget; the first line alone where there is nothing more to say. */
  static List<String> of(JobCost cost, String currency) {
    var lines = new ArrayList<String>();
    var total = cost.total();
    lines.add(total.calls() + " engine calls, " + total.usage().inputTokens() + " tokens in, "
        + total.usage().outputTokens() + " out, " + total.usage().billedCharacters()
        + " characters billed; cost " + total.cost() + " " + currency);
    if (total.inFlight() + total.unanswered() > 0) {
      lines.add(total.inFlight() + " calls in flight, " + total.unanswered()
          + " unanswered: cut off, perhaps billed all the same");
    }
    cost.budget()
        .ifPresent(
            budget -> lines.add("budget " + budget.amount() + " " + currency + ": "
                + budget.spent() + " spent, " + budget.reserved() + " reserved"));
    return lines;
  }
}
