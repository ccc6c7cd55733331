package org.translationjobs.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form: worker processes that are killed, paused and cut off; no times are asserted. */
class ShortFormTest {
  private static final long SEED = Long.getLong("chaos.seed", 1);

  @TempDir
  static Path folder;

  private static Scene scene;

  @BeforeAll
  static void start() {
    scene = Scene.forShort(SEED, folder);
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  static java.util.List<Scenario> scenarios() {
    return ChaosMain.SCENARIOS.stream().filter(Scenario::hasShortForm).toList();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void keepsItsPromise(Scenario scenario) {
    var report = new Report("seed " + SEED);
    report.add(scenario, scenario.play(scene));
    assertThat(report.isGood()).as(() -> report + logs()).isTrue();
  }

  /** The last lines of each worker, for whoever has to find out what happened. */
  private static String logs() {
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
