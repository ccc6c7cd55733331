package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.cost.Budget;
import org.translationjobs.core.cost.CallEnd;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.cost.CallLedger.Begun;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.cost.EngineCallIntent;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.WorkItem;

/** What every {@link CallLedger} must do. */
public interface CallLedgerContract {
  Duration TIMEOUT = Duration.ofMinutes(10);
  Usage USAGE = new Usage(1, 100, 200, 300);

  DatabaseUnderTest database();

  private static WorkItem item(JobId job) {
    return new WorkItem(
        new SubtaskId(UUID.randomUUID()), job, new RunId(UUID.randomUUID()), "chapter",
        UUID.randomUUID(), WorkItem.Counts.ZERO);
  }

  private static EngineCallIntent intent(WorkItem item, long reserved) {
    return new EngineCallIntent(
        UUID.randomUUID(), item, ClaimId.random(), "openai", Optional.of("m"), 3, USAGE,
        new Cost(reserved), TIMEOUT);
  }

  private static CallEnd end(EngineCallIntent intent, String outcome, long cost) {
    return new CallEnd(intent.id(), outcome, USAGE, new Cost(cost));
  }

  @Test
  default void theSumsAreThoseOfTheCallsThatEnded() {
    var ledger = database().ledger();
    var item = item(JobId.random());
    for (var outcome : new String[] {CallEnd.TRANSLATED, "refused_content"}) {
      var call = intent(item, 50);
      assertThat(ledger.begin(call)).isEqualTo(new Begun.Granted());
      ledger.end(end(call, outcome, 40));
      ledger.end(end(call, outcome, 9_000));
    }
    ledger.begin(intent(item, 50));
    var gone = intent(item, 50);
    ledger.begin(gone);
    ledger.end(CallEnd.interrupted(gone.id()));
    ledger.end(end(intent(item, 1), CallEnd.TRANSLATED, 1));
    var cost = ledger.cost(item.job());
    var total = cost.total();
    assertThat(total.ended()).isEqualTo(2);
    assertThat(total.inFlight()).isOne();
    assertThat(total.unanswered()).isOne();
    assertThat(total.usage()).isEqualTo(USAGE.plus(USAGE));
    assertThat(total.cost()).isEqualTo(new Cost(80));
    assertThat(cost.byEngine()).containsOnlyKeys("openai");
    assertThat(cost.byRun()).containsEntry(item.run(), total);
    assertThat(cost.bySubtask()).containsEntry(Optional.of(item.subtask()), total);
    assertThat(cost.budget()).isEmpty();
    assertThat(ledger.cost(JobId.random()).rows()).isEmpty();
  }

  @Test
  default void aCallWithoutAnEndIsUnansweredWhenItsTimeIsOver() {
    var ledger = database().ledger();
    var item = item(JobId.random());
    ledger.setBudget(item.job(), Optional.of(new Cost(100)));
    var dead = intent(item, 80);
    ledger.begin(dead);
    assertThat(ledger.begin(intent(item, 30)))
        .isEqualTo(
            new Begun.Refused(
                new Budget(new Cost(100), Cost.ZERO, new Cost(80)), Budget.Decision.WAIT));
    database().letTimePass(TIMEOUT.plusSeconds(1));
    assertThat(ledger.cost(item.job()).total().unanswered()).isOne();
    assertThat(ledger.cost(item.job()).budget())
        .contains(new Budget(new Cost(100), Cost.ZERO, Cost.ZERO));
    assertThat(ledger.begin(intent(item, 30))).isEqualTo(new Begun.Granted());
    ledger.end(end(dead, CallEnd.TRANSLATED, 70));
    assertThat(ledger.budget(item.job()))
        .contains(new Budget(new Cost(100), new Cost(70), new Cost(30)));
  }

  @Test
  default void aRepeatedIntentReservesOnce() {
    var ledger = database().ledger();
    var call = intent(item(JobId.random()), 60);
    ledger.setBudget(call.item().job(), Optional.of(new Cost(100)));
    assertThat(ledger.begin(call)).isEqualTo(new Begun.Granted());
    assertThat(ledger.begin(call)).isEqualTo(new Begun.Granted());
    assertThat(ledger.budget(call.item().job()))
        .contains(new Budget(new Cost(100), Cost.ZERO, new Cost(60)));
  }

  @Test
  default void aBudgetCountsWhatWasSpentBeforeItWasSetAndCanBeRaised() {
    var ledger = database().ledger();
    var item = item(JobId.random());
    var first = intent(item, 60);
    ledger.begin(first);
    ledger.end(end(first, CallEnd.TRANSLATED, 60));
    ledger.setBudget(item.job(), Optional.of(new Cost(100)));
    var more = intent(item, 50);
    assertThat(ledger.begin(more))
        .isEqualTo(
            new Begun.Refused(
                new Budget(new Cost(100), new Cost(60), Cost.ZERO), Budget.Decision.SPENT));
    ledger.setBudget(item.job(), Optional.of(new Cost(110)));
    assertThat(ledger.begin(more)).isEqualTo(new Begun.Granted());
    ledger.setBudget(item.job(), Optional.empty());
    assertThat(ledger.budget(item.job())).isEmpty();
    assertThat(ledger.begin(intent(item, 1_000))).isEqualTo(new Begun.Granted());
  }

  @Test
  default void aJobIsHeldOnlyWhileItsBudgetIsTooSmallForACall() {
    var ledger = database().ledger();
    var item = item(JobId.random());
    var scope = new HoldScope.Job(item.job());
    assertThat(ledger.holdIfSpent(item.job(), new Cost(101), "no budget", "w")).isFalse();
    ledger.setBudget(item.job(), Optional.of(new Cost(100)));
    ledger.begin(intent(item, 80));
    assertThat(ledger.holdIfSpent(item.job(), new Cost(100), "under way", "w")).isFalse();
    assertThat(database().holds().all()).isEmpty();
    assertThat(ledger.holdIfSpent(item.job(), new Cost(101), "too small", "w")).isTrue();
    assertThat(ledger.holdIfSpent(item.job(), new Cost(102), "again", "x")).isTrue();
    assertThat(database().holds().all()).singleElement().satisfies(hold -> {
      assertThat(hold.scope()).isEqualTo(scope);
      assertThat(hold.kind()).isEqualTo(Hold.Kind.BUDGET);
      assertThat(hold.reason()).isEqualTo("again");
      assertThat(hold.placedBy()).isEqualTo("x");
    });
    ledger.setBudget(item.job(), Optional.of(new Cost(102)));
    assertThat(database().holds().release(scope, Hold.Kind.BUDGET)).isTrue();
    assertThat(ledger.holdIfSpent(item.job(), new Cost(102), "raised", "w")).isFalse();
    ledger.setBudget(item.job(), Optional.empty());
    assertThat(ledger.holdIfSpent(item.job(), new Cost(103), "no limit", "w")).isFalse();
    assertThat(database().holds().all()).isEmpty();
  }

  @Test
  default void concurrentReservationsNeverExceedTheBudget() throws InterruptedException {
    var ledger = database().ledger();
    var item = item(JobId.random());
    ledger.setBudget(item.job(), Optional.of(new Cost(1_000)));
    var granted = new AtomicInteger();
    var threads = new Thread[8];
    for (var i = 0; i < threads.length; i++) {
      threads[i] = Thread.ofPlatform().start(() -> {
        for (var n = 0; n < 25; n++) {
          if (ledger.begin(intent(item, 10)) instanceof Begun.Granted) {
            granted.incrementAndGet();
          }
        }
      });
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(granted).hasValue(100);
    assertThat(ledger.budget(item.job()))
        .contains(new Budget(new Cost(1_000), Cost.ZERO, new Cost(1_000)));
  }

  @Test
  default void oldCallsLeaveTheirSums() {
    var ledger = database().ledger();
    var item = item(JobId.random());
    ledger.setBudget(item.job(), Optional.of(new Cost(1_000)));
    for (var i = 0; i < 3; i++) {
      var call = intent(item, 50);
      ledger.begin(call);
      ledger.end(end(call, CallEnd.TRANSLATED, 40));
    }
    ledger.begin(intent(item, 50));
    database().letTimePass(Duration.ofDays(2));
    var before = ledger.cost(item.job()).total();
    assertThat(ledger.condense(Duration.ofDays(3), 10)).isZero();
    assertThat(ledger.condense(Duration.ofDays(1), 3)).isEqualTo(3);
    assertThat(ledger.condense(Duration.ofDays(1), 3)).isOne();
    assertThat(ledger.condense(Duration.ofDays(1), 3)).isZero();
    assertThat(ledger.cost(item.job()).total()).isEqualTo(before);
    assertThat(ledger.cost(item.job()).byRun()).containsOnlyKeys(item.run());
    assertThat(ledger.budget(item.job()))
        .contains(new Budget(new Cost(1_000), new Cost(120), Cost.ZERO));
  }
}
