package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;

class PlanJsonTest {
  private static final Plan PLAN =
      new Plan(
          Plan.WITHOUT_SYNOPSIS, List.of("openai", "apertium"),
          Map.of("openai", Map.of("model", "m")), 1, 7, Plan.FailurePolicy.FAIL_FAST, true,
          new StoreId("s"));

  @Test
  void comesBackTheSame() {
    assertThat(PlanJson.read(PlanJson.write(PLAN))).isEqualTo(PLAN);
    var told = PLAN.withSynopsis("Two \"sisters\".\n");
    assertThat(PlanJson.read(PlanJson.write(told))).isEqualTo(told).isNotEqualTo(PLAN);
  }

  @Test
  void onlyAPlanWithASynopsisIsNewToTheVersionBefore() {
    assertThat(PlanJson.write(PLAN.withSynopsis("")))
        .contains("\"version\":1,")
        .doesNotContain("synopsis");
    assertThat(PlanJson.write(PLAN.withSynopsis("Two sisters."))).contains("\"version\":2,");
  }

  @Test
  void olderAndNewerPlansAreReadable() {
    assertThat(
        PlanJson.read(
            """
            {"version":1,"engines":["openai","apertium"],"parameters":{"openai":{"model":"m"}},
             "promptVersion":1,"glossaryVersion":7,"failurePolicy":"FAIL_FAST",
             "overwriteEdits":true,"store":"s"}
            """))
        .isEqualTo(PLAN);
    assertThat(PlanJson.read("{\"version\":9,\"engines\":[\"e\"],\"later\":[1]}"))
        .extracting(Plan::version, Plan::synopsis)
        .containsExactly(9, "");
  }
}
