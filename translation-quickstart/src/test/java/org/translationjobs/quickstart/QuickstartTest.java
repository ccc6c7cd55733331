package org.translationjobs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  @TempDir
  Path base;

  @Test
  void endsWithThePromotedTranslationOnTheScreen() throws Exception {
    try (var run = new QuickstartRun(base, "--engine", "pseudo")) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .contains("The Night Ferry: 2 volumes, 6 chapters imported")
          .contains("9 subtasks")
          .contains("100 %")
          .contains("The Bell  (en)")
          .contains("novel_translations         1 row   lang = 'es'")
          .contains("volume_translations        2 rows  lang = 'es'")
          .contains("chapter_translations       6 rows  lang = 'es'")
          .contains("How to go on");
      assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(81));
    }
    assertNothingIsLeft();
  }

  /** The rows of the guide's own worker, see scripts/compare-with-guide.sh. */
  @Test
  void promotesByteForByteWhatTheGuidesWorkerPromotes() throws Exception {
    try (var run = new QuickstartRun(base, "--engine", "placeholder", "--keep")) {
      run.awaitKept();
      assertThat(run.query(resource("promoted-rows.sql").replace(":lang", "es")))
          .isEqualTo(resource("guide-rows-es.txt").lines().toList());
      run.stop();
      assertThat(run.exitCode()).isEqualTo(130);
    }
    assertNothingIsLeft();
  }

  @Test
  void saysWhatIsWrongWithTheNovelsFile() throws Exception {
    var missing = base.resolve("missing.json");
    try (var run = new QuickstartRun(base, "--novel", missing.toString())) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1).contains(missing.toString());
    }
  }

  @Test
  void endsWithTheJobsFailure() throws Exception {
    try (var run = new QuickstartRun(base, "--engine", "pseudo", "--to", "EN")) {
      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      assertThat(run.err()).hasLineCount(1).contains("from_lang and target_lang are the same");
    }
    assertNothingIsLeft();
  }

  @Test
  void refusesAnEngineThatDoesNotExist() throws Exception {
    try (var run = new QuickstartRun(base, "--engine", "babelfish")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1).contains("babelfish").contains("pseudo");
    }
    assertNothingIsLeft();
  }

  @Test
  void refusesAnOptionThatDoesNotExist() throws Exception {
    try (var run = new QuickstartRun(base, "--fast")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1).contains("--fast").contains("--help");
    }
  }

  private void assertNothingIsLeft() throws IOException {
    try (var left = Files.list(base)) {
      assertThat(left.map(file -> file.getFileName().toString())).containsOnly("programs");
    }
  }

  private static String resource(String name) throws IOException {
    return new String(QuickstartTest.class.getResourceAsStream(name).readAllBytes(),
        java.nio.charset.StandardCharsets.UTF_8);
  }
}
