package org.translationjobs.testkit.memory;

import java.util.Optional;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.work.FinishedWork;

/** What we know of a subtask's result beside its own row. */
record ResultRow(FinishedWork work) {

  /** Whether the subtask's row still refers to this result, not to one that others put there. */
  boolean belongsTo(SubtaskRow subtask) {
    return switch (work.result()) {
      case StagedResult.Stored stored -> stored.path().equals(subtask.resultPath);
      case StagedResult.Text text -> text.text().equals(subtask.resultText);
    };
  }

  TextHash hash() {
    return work.result().hash();
  }

  Optional<StoreId> store() {
    return work.result() instanceof StagedResult.Stored stored
        ? Optional.of(stored.store())
        : Optional.empty();
  }

}
