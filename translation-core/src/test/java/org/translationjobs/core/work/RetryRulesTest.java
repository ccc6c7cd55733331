package org.translationjobs.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.staging.StoreId;

class RetryRulesTest {
  private final RetryRules rules =
      new RetryRules(5, Duration.ofSeconds(2), Duration.ofSeconds(10));

  @Test
  void delayDoublesUpToTheCapAndIsJitteredByHalf() {
    assertThat(rules.delay(1, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(rules.delay(2, 0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(rules.delay(30, 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(rules.delay(30, 0.999)).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
  }

  @Test
  void lastAttemptFailsAndSaysSo() {
    assertThat(rules.afterFailure(claim(3), "bad", false, 0)).isInstanceOf(Release.Retry.class);
    var last = rules.afterFailure(claim(4), "bad", false, 0);
    assertThat(((Release.Fail) last).reason()).isEqualTo("bad (attempt 5 of 5)");
  }

  @Test
  void permanentFailureIsNotRetried() {
    assertThat(rules.afterFailure(claim(0), "bad", true, 0)).isInstanceOf(Release.Fail.class);
  }

  @Test
  void anItemRunsAloneFromTheSecondRescueAndFailsAfterFiveMore() {
    assertThat(Rescue.decide(new WorkItem.Counts(1, 2, 0)))
        .isEqualTo(new Rescue.Due(new WorkItem.Counts(1, 2, 1)));
    assertThat(Rescue.runsAlone(new WorkItem.Counts(9, 9, 1))).isFalse();
    assertThat(Rescue.runsAlone(new WorkItem.Counts(0, 0, 2))).isTrue();
    assertThat(Rescue.decide(new WorkItem.Counts(0, 0, 5))).isInstanceOf(Rescue.Due.class);
    assertThat(Rescue.decide(new WorkItem.Counts(0, 0, 6))).isInstanceOf(Rescue.Fatal.class);
  }

  @Test
  void whatWasHandedBackAHundredTimesFailsAndSaysSo() {
    assertThat(Release.handBack(claim(new WorkItem.Counts(4, 99, 6))))
        .isInstanceOf(Release.HandBack.class);
    var last = Release.handBack(claim(new WorkItem.Counts(0, 100, 0)));
    assertThat(((Release.Fail) last).reason()).startsWith("handed back 100 times");
  }

  private static Claim claim(int attempts) {
    return claim(new WorkItem.Counts(attempts, 0, 0));
  }

  private static Claim claim(WorkItem.Counts counts) {
    var item = new WorkItem(
        SubtaskId.random(), JobId.random(), RunId.random(), "chapter", UUID.randomUUID(), counts);
    var plan = new Plan(
        1, List.of("pseudo"), Map.of(), 1, 0, Plan.FailurePolicy.FINISH_OTHERS, false,
        new StoreId("s"));
    return new Claim(
        ClaimId.random(), item, new NovelId(UUID.randomUUID()), LanguagePair.of("en", "es"), plan,
        null);
  }
}
