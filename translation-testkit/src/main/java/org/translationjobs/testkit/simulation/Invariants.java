package org.translationjobs.testkit.simulation;

import org.jspecify.annotations.Nullable;
import org.translationjobs.core.staging.StagedText;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.testkit.InMemoryStaging;
import org.translationjobs.testkit.memory.InMemoryDatabase;
import org.translationjobs.testkit.memory.Rows;

/** Compares the rows before and after each port call with what must always hold. */
final class Invariants implements SimulatedPort.Witness {
  private final InMemoryDatabase database;
  private final InMemoryStaging staging;
  private final StagedText stagedText;
  private Rows.Everything last;
  private long seen;

  Invariants(InMemoryDatabase database, InMemoryStaging staging, StagedText stagedText) {
    this.database = database;
    this.staging = staging;
    this.stagedText = stagedText;
    this.last = database.everything();
    this.seen = database.changes();
  }

  /** What others did meanwhile is their business. */
  @Override
  public void before(String worker, String port, String method) {
    if (database.changes() != seen) {
      look();
    }
  }

  @Override
  public void after(
      String worker,
      String port,
      String method,
      Object[] arguments,
      @Nullable Object result) {
    if (database.changes() == seen) {
      return;
    }
    var before = last;
    look();
    var transition = new Transition(before, last, method, database);
    transition.checkCounts();
    transition.checkClaims();
    transition.checkPromotion(this::translationAt);
    switch (method) {
      case "claim" -> transition.checkClaimed(result);
      case "finish" -> transition.checkFinished(arguments[0], result);
      case "rescue" -> transition.checkRescued(result);
      default -> {
      }
    }
  }

  private void look() {
    last = database.everything();
    seen = database.changes();
  }

  /** What lies in staging for a row, or null when it cannot be read. */
  private StagedText.@Nullable Read translationAt(Rows.Promoted row) {
    var staged = row.resultText();
    if (row.resultPath() != null) {
      staged = staging.get(row.resultPath()) instanceof Staging.Found.Content(var bytes)
          ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
          : null;
    }
    return staged == null ? null : stagedText.read(row.entity().type(), staged);
  }
}
