package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;

/** A worker holds a job at its budget while an operator raises it and releases the hold. */
class BudgetHoldTest {
  private final TestDatabase database = TestDatabase.create();
  private final Session worker = new Session(database, "worker", UnaryOperator.identity());
  private final Session operator = new Session(database, "operator", UnaryOperator.identity());

  @AfterEach
  void close() {
    worker.close();
    operator.close();
    database.close();
  }

  @Test
  void whateverTheOrderOfTheirStatementsNoJobWithMoneyLeftStaysHeld() throws Exception {
    var orders = 0;
    for (var ahead = 0; wentOnAfter(ahead); ahead++) {
      orders++;
    }
    assertThat(orders).isGreaterThan(3);
  }

  /** False when the worker was through before the operator began. */
  private boolean wentOnAfter(int ahead) throws InterruptedException {
    var job = JobId.random();
    var scope = new HoldScope.Job(job);
    database.ledger().setBudget(job, Optional.of(new Cost(100)));
    worker.begin(
        () -> worker.database().ledger().holdIfSpent(job, new Cost(200), "spent", "worker"));
    for (var i = 0; i < ahead; i++) {
      worker.step();
    }
    var goesOn = worker.settled() != Session.State.OVER;
    operator.begin(() -> {
      operator.database().ledger().setBudget(job, Optional.of(new Cost(200)));
      return operator.database().holds().release(scope, Hold.Kind.BUDGET);
    });
    while (operator.run() != Session.State.OVER) {
      worker.step();
    }
    worker.run();
    assertThat(worker.answer()).isEqualTo(operator.answer());
    assertThat(database.holds().of(scope)).as("statements ahead: " + ahead).isEmpty();
    return goesOn;
  }
}
