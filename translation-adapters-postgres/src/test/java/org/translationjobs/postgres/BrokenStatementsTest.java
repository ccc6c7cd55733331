package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.postgres.Interleaving.Taken;
import org.translationjobs.postgres.Stage.Point;

/** Where a guard is taken out of our statements, the interleavings notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenStatementsTest {
  private final TestDatabase database = TestDatabase.create();
  private final Interleaving sound =
      new Interleaving(database, UnaryOperator.identity());

  /** A guard, by the words that make it, and two operations that need it. */
  enum Broken {
    FINISH_DOES_NOT_COMPARE_THE_CLAIM(
        Point.LEASE_OVER, "take over", "finish",
        "where w.claim_id = g.claim_id and (w.state = 'DONE'",
        "where (w.state = 'DONE'",
        "where w.subtask_id = h.subtask_id and w.claim_id = h.claim_id\n",
        "where w.subtask_id = h.subtask_id\n"),
    FINISH_DOES_NOT_LOCK_THE_ITEM(
        Point.LEASE_OVER, "finish", "take over",
        "order by w.subtask_id for update of w\n), glossary as", "), glossary as",
        "s.id = h.subtask_id and (s.status = 'IN_PROGRESS' or s.status = 'PENDING' and h.silent)",
        "s.id = h.subtask_id"),
    FINISH_IN_A_JOB_THAT_ENDED(
        Point.LEASE_OVER, "set CANCELLED", "finish",
        "w.state = 'CLAIMED' and w.job_id = any(", "w.state = 'CLAIMED' or w.job_id = any("),
    RESCUE_DOES_NOT_COMPARE_THE_LEASE(
        Point.LEASE_OVER, "renew", "rescue",
        "where w.state = 'CLAIMED' and w.lease_until < now()", "where w.state = 'CLAIMED'",
        "and claim_id = ? and lease_until < now()", "and claim_id = ?"),
    RESCUE_READS_THE_LEASE_WITHOUT_A_LOCK(
        Point.LEASE_OVER, "rescue", "renew",
        "limit ? for update of w skip locked", "limit ?",
        "and claim_id = ? and lease_until < now()", "and claim_id = ?"),
    HAND_BACK_DOES_NOT_COMPARE_THE_CLAIM(
        Point.LEASE_OVER, "take over", "hand back",
        "where w.claim_id = g.claim_id and w.state = 'CLAIMED'", "where w.state = 'CLAIMED'",
        "where w.subtask_id = h.subtask_id and w.claim_id = h.claim_id",
        "where w.subtask_id = h.subtask_id"),
    NOBODY_LOCKS_THE_JOB(
        Point.FINISHED, "promote", "cancel",
        "where id = ? for update", "where id = ?"),
    PROMOTION_DOES_NOT_COMPARE_ITS_CLAIM(
        Point.FINISHED, "promote", "reprocess",
        "state = 'ACTIVE' and promotion_claim_id = ? for update",
        "(true or promotion_claim_id = ?) for update",
        "count(*) filter (where w.status = 'DONE'))::int as done", "count(*))::int as done",
        "w.entity_type in ('chapter', 'novel', 'volume')))::int",
        "w.entity_type in ('chapter', 'novel', 'volume')) * 0)::int"),
    CLAIMS_OF_AN_ENDED_RUN_STAND(
        Point.LEASE_OVER, "cancel", "renew",
        "state in ('READY', 'CLAIMED') order by subtask_id for update",
        "state = 'none' order by subtask_id for update"),
    VIEWS_ARE_NOT_READ_IN_ONE_SNAPSHOT(
        Point.FINISHED, "view", "promote",
        "isolation level repeatable read", "isolation level read committed");

    final Point point;
    final String first;
    final String second;
    /** Found and replaced by turns; unmodifiable. */
    @SuppressWarnings("ImmutableEnumChecker")
    final List<String> words;

    Broken(Point point, String first, String second, String... words) {
      this.point = point;
      this.first = first;
      this.second = second;
      this.words = List.of(words);
    }

    String rewrite(String sql, Set<String> found) {
      var broken = sql;
      for (var i = 0; i < words.size(); i += 2) {
        if (broken.contains(words.get(i))) {
          broken = broken.replace(words.get(i), words.get(i + 1));
          found.add(words.get(i));
        }
      }
      return broken;
    }
  }

  @AfterAll
  void close() {
    sound.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void isCaught(Broken broken) throws InterruptedException {
    var first = index(broken.point, broken.first);
    var second = index(broken.point, broken.second);
    var sequences = sound.sequences(broken.point, first, second);
    var found = ConcurrentHashMap.<String>newKeySet();
    try (var interleaving =
        new Interleaving(database, sql -> broken.rewrite(sql, found))) {
      var caught = new AtomicBoolean();
      interleaving.mix(broken.point, first, second, Taken.EVERY, sequences, (order, outcome) -> {
        caught.set(!sound.outcome(broken.point, first, second, order).equals(outcome));
        return caught.get();
      });
      assertThat(found).as("words that our statements have").hasSize(broken.words.size() / 2);
      assertThat(caught).as("an order that ends otherwise than with sound statements").isTrue();
    }
  }

  private int index(Point point, String operation) {
    var operations = Stage.at(point, database.emptied()).operations(point);
    for (var i = 0; i < operations.size(); i++) {
      if (operations.get(i).name().equals(operation)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no operation " + operation + " at " + point);
  }
}
