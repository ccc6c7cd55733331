package org.translationjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every comparison runs to its end with next to nothing to do; what it measures is of no matter. */
class ComparisonsTest {
  private static final String NOVEL =
      """
          {"volumes": [{"chapters": [{"content": "<p>The old house stands near the river.</p>"}]}]}""";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @MethodSource("all")
  void runsAndPrintsItsLines(Comparison comparison) throws IOException {
    var novel = Files.writeString(folder.resolve("novel.json"), NOVEL);
    var options = Options.of(
        List.of(
            "--here", "--scale", "0.001", "--rounds", "1", "--folder", "" + folder, "--novel", ""
                + novel),
        folder);
    var result = Result.of(comparison, new Bench(options, folder.resolve(comparison.name())));
    assertThat(result.failure()).isEmpty();
    assertThat(result.lines()).isNotEmpty();
    assertThat(Table.of(List.of(result)).lines())
        .filteredOn(line -> line.startsWith(comparison.name()))
        .hasSameSizeAs(result.lines());
  }

  static List<Comparison> all() {
    return Comparisons.ALL;
  }
}
