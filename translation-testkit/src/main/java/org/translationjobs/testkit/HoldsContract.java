package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.JobId;

/** What every {@link Holds} must do. */
public interface HoldsContract {
  DatabaseUnderTest database();

  @Test
  default void aHoldStandsUntilItIsReleased() {
    var holds = database().holds();
    holds.place(new HoldScope.Fleet(), Hold.Kind.PAUSE, "maintenance", "ann");
    assertThat(holds.all()).singleElement().satisfies(hold -> {
      assertThat(hold.scope()).isEqualTo(new HoldScope.Fleet());
      assertThat(hold.kind()).isEqualTo(Hold.Kind.PAUSE);
      assertThat(hold.reason()).isEqualTo("maintenance");
      assertThat(hold.placedBy()).isEqualTo("ann");
    });
    assertThat(holds.release(new HoldScope.Fleet(), Hold.Kind.BUDGET)).isFalse();
    assertThat(holds.release(new HoldScope.Fleet(), Hold.Kind.PAUSE)).isTrue();
    assertThat(holds.release(new HoldScope.Fleet(), Hold.Kind.PAUSE)).isFalse();
    assertThat(holds.all()).isEmpty();
  }

  @Test
  default void placedAgainItKeepsItsAgeAndGetsTheNewReason() {
    var scope = new HoldScope.Engine("openai");
    database().holds().place(scope, Hold.Kind.QUOTA, "first", "a");
    var since = database().holds().all().get(0).since();
    database().holds().place(scope, Hold.Kind.QUOTA, "second", "b");
    assertThat(database().holds().all()).singleElement().satisfies(hold -> {
      assertThat(hold.reason()).isEqualTo("second");
      assertThat(hold.since()).isEqualTo(since);
    });
  }

  @Test
  default void scopesAreToldApart() {
    var job = new HoldScope.Job(JobId.random());
    var engine = new HoldScope.Engine("deepl");
    database().holds().place(job, Hold.Kind.PAUSE, "a", "a");
    database().holds().place(job, Hold.Kind.APPROVAL, "b", "b");
    database().holds().place(engine, Hold.Kind.QUOTA, "c", "c");
    assertThat(database().holds().of(job)).hasSize(2);
    assertThat(database().holds().of(engine)).hasSize(1);
    assertThat(database().holds().of(new HoldScope.Job(JobId.random()))).isEmpty();
    assertThat(database().holds().all()).hasSize(3);
  }
}
