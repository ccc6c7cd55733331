package org.translationjobs.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.chaos.scenario.Medley;

/** The short form: worker processes that are killed, paused and cut off; no times are asserted. */
class ShortFormTest {
  private static final long SEED = Long.getLong("chaos.seed", 1);

  @TempDir
  Path folder;

  @Test
  void whateverDiesAllIsDoneOnce() {
    play(new Medley());
  }

  private void play(Scenario scenario) {
    try (var scene = Scene.of(scenario, SEED, 1, folder)) {
      var report = new Report("seed " + SEED);
      report.add(scenario, scenario.play(scene));
      assertThat(report.isGood()).as(() -> report + logs(scene)).isTrue();
    }
  }

  /** The last lines of each worker, for whoever has to find out what happened. */
  private static String logs(Scene scene) {
    var text = new StringBuilder();
    for (var worker : scene.fleet().all()) {
      var lines = worker.log().lines().toList();
      text.append('\n').append(worker.name()).append('\n');
      lines.subList(Math.max(0, lines.size() - 40), lines.size())
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }
}
