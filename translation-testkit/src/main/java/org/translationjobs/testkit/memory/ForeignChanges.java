package org.translationjobs.testkit.memory;

import java.util.List;
import java.util.Optional;
import org.translationjobs.core.run.Reconciliation;
import org.translationjobs.core.work.ItemState;

/** Takes in what others did to the subtasks of a run: added, deleted, reset, finished, failed. */
final class ForeignChanges {
  private final Tables tables;

  ForeignChanges(Tables tables) {
    this.tables = tables;
  }

  /** Returns how many subtasks became due; leaves the job's counts right. */
  int takeIn(RunRow run, JobRow job) {
    for (var item : List.copyOf(run.items())) {
      if (item.subtask.deleted) {
        tables.unclaim(item);
        run.remove(item);
      }
    }
    var due = 0;
    for (var subtask : job.subtasks()) {
      var item = Optional.ofNullable(run.item(subtask.id));
      var meaning = Reconciliation.decide(
          item.map(i -> i.state), item.filter(i -> i.silent).isPresent(), subtask.status,
          subtask.hasResult(), run.wants(subtask.id));
      if (meaning != Reconciliation.KEEP) {
        take(
            item.orElseGet(
                () -> run.add(new ItemRow(run, subtask, ItemState.ASIDE, tables.now()))),
            meaning);
        due += meaning == Reconciliation.TRANSLATE ? 1 : 0;
      }
    }
    job.total = Math.max(job.total, job.subtasks().size());
    job.recount(tables.now());
    return due;
  }

  private void take(ItemRow item, Reconciliation meaning) {
    tables.unclaim(item);
    switch (meaning) {
      case KEEP -> {
      }
      case TRANSLATE -> {
        tables.forgetResult(item.subtask);
        item.dueAnew(tables.now());
        item.subtask.toTranslate(tables.now());
      }
      case FINISHED -> item.ended(ItemState.DONE);
      case FAILED -> item.ended(ItemState.FAILED);
      case ASIDE -> item.ended(ItemState.ASIDE);
    }
  }
}
