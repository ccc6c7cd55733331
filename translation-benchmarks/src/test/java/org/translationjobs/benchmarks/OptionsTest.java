package org.translationjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final Path FOLDER = Path.of("/folder");

  @Test
  void namesAndOptionsComeInAnyOrder() {
    var options = Options.of(
        List.of("floor", "--rounds", "3", "tiny", "--scale", "0.1", "--postgres", "/pg"), FOLDER);
    assertThat(options.names()).containsExactly("floor", "tiny");
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.scale()).isEqualTo(0.1);
    assertThat(options.postgres()).contains(Path.of("/pg"));
    assertThat(options.folder()).isEqualTo(FOLDER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
          "--rounds 0|--rounds is from 1 to 999, not '0'",
          "--scale 2|--scale is above 0 and at most 1, such as 0.1, not '2'",
          "--scale 0.0|--scale is above 0 and at most 1, such as 0.1, not '0.0'",
          "--scale|--scale needs a value",
          "--fast|there is no option --fast",
      })
  void whatIsWrongIsSaid(String line, String words) {
    assertThatThrownBy(() -> Options.of(List.of(line.split(" ", -1)), FOLDER))
        .hasMessage(words);
  }

  @Test
  void anUnknownComparisonIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> Comparisons.named(List.of("roof")))
        .hasMessageStartingWith("no comparison 'roof'; there are floor, s3, tiny, ");
  }
}
