package org.translationjobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.core.run.Plan;
import org.translationjobs.runtime.configuration.Configuration;

class PlaceholderLatencyTest {
  @TempDir
  private Path staging;

  @Test
  void stepsIntoThePlansOfRunsThatStartHere() {
    assertThat(plan(Map.of("PLACEHOLDER_LATENCY_MILLIS", "200")).parametersOf(Plan.PLACEHOLDER))
        .containsExactly(Map.entry("latency-ms", "200"));
    assertThat(plan(Map.of()).parameters()).isEmpty();
  }

  @Test
  void isOfNoMatterToOtherEngines() {
    var plan = plan(Map.of("TRANSLATION_ENGINE", "pseudo", "PLACEHOLDER_LATENCY_MILLIS", "200"));
    assertThat(plan.parametersOf(Plan.PLACEHOLDER)).isEmpty();
  }

  private Plan plan(Map<String, String> more) {
    var variables = new HashMap<>(
        Map.of(
            "DATABASE_URL", "postgresql://u:p@localhost/db", "TRANSLATION_ENGINE", "placeholder",
            "STAGING_DIR", staging.toString()));
    variables.putAll(more);
    try (var system = TranslationSystem.open(Configuration.fromEnvironment(variables))) {
      return system.plan();
    }
  }
}
