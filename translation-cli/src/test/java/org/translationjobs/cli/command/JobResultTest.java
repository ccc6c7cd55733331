package org.translationjobs.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.NoInterrupts;
import org.translationjobs.cli.PlainTerminal;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.Surroundings;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.view.JobView;

class JobResultTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"IN_PROGRESS", "PENDING"})
  void aJobThatHasNotEndedGoesOnElsewhere(String status) {
    assertThat(report(status)).isEqualTo(ExitCode.REFUSED);
    assertThat(said()).contains("is " + status
        + ", 3/4 (75 %) subtasks are done; it goes on elsewhere")
        .contains("translation-cli watch ")
        .doesNotContain("not one of ours");
  }

  @Test
  void aStatusOfSomebodyElseIsLeftAlone() {
    assertThat(report("ON_FIRE")).isEqualTo(ExitCode.REFUSED);
    assertThat(said()).contains("'ON_FIRE', which is not one of ours: it is left alone");
  }

  @Test
  void theEndsSayWhatToDoNext() {
    assertThat(report("COMPLETED")).isEqualTo(ExitCode.OK);
    assertThat(report("FAILED")).isEqualTo(ExitCode.FAILED);
    assertThat(report("CANCELLED")).isEqualTo(ExitCode.FAILED);
    assertThat(said()).contains("translation-cli show ")
        .contains("FAILED: no engine")
        .contains("was CANCELLED. Start it again: translation-cli reprocess ");
  }

  private int report(String status) {
    var session = new Session(
        new Surroundings(
            Map.of(), System.out, new PrintStream(err, true, StandardCharsets.UTF_8),
            new PlainTerminal(), new NoInterrupts()));
    var now = Instant.now();
    return JobResult.report(
        session,
        new JobView(
            JobId.random(), new NovelId(UUID.randomUUID()), Optional.empty(), LanguagePair.of("en",
                "es"),
            status, new Progress(3, 4), Map.of("DONE", 3), Optional.empty(), Optional.of(
                "no engine"),
            Optional.empty(), now, now, Optional.empty(), Optional.empty(), Optional.empty(),
            List.of()),
        false);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
