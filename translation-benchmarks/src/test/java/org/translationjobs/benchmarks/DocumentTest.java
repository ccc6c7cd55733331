package org.translationjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  @TempDir
  private Path folder;

  @Test
  void replacesTheSectionOfWhatWasMeasuredAndKeepsTheOthers() throws IOException {
    write("floor", 1.5);
    write("trips", 0.2);
    var text = write("floor", 2.5);
    assertThat(text).startsWith("# Benchmarks\n")
        .contains("| a figure | 2.50 × | 2.50–2.50 | ≥ 1.00 | yes |")
        .contains("| a figure | 0.20 × | 0.20–0.20 | ≥ 1.00 | no |")
        .contains("`scripts/bench.sh trips --rounds 1`")
        .doesNotContain("1.50");
    assertThat(text.lines().filter(line -> line.startsWith("## ")))
        .containsExactly("## floor", "## trips");
  }

  @Test
  void anInstalledServerHasSectionsOfItsOwn() throws IOException {
    write("floor", 1.5);
    write("trips", 0.2);
    var text = write("floor", 2.5, "--postgres", "/usr/lib/postgresql/15/bin");
    assertThat(text).contains("1.50", "2.50");
    assertThat(text.lines().filter(line -> line.startsWith("## ")))
        .containsExactly("## floor", "## floor, installed PostgreSQL", "## trips");
  }

  @Test
  void everySectionNamesTheVersionsOfWhatWasMeasured() throws IOException {
    assertThat(write("tiny", 1.5)).containsPattern(
        "embedded PostgreSQL \\d+\\.\\S+, embedded-redis \\d\\S+, db-scheduler \\d\\S+, JobRunr \\d");
  }

  private String write(String name, double value, String... more) throws IOException {
    var file = folder.resolve("benchmarks.md");
    var comparison = Comparisons.named(List.of(name)).getFirst();
    var figure = new Line.Figure(
        "a figure", Goal.atLeast(1), Samples.of(value), "×", List.of("a detail"));
    new Document(file).update(
        List.of(new Result(comparison, List.of(figure), Optional.empty())),
        Options.of(Stream.concat(Stream.of("--rounds", "1"), Stream.of(more)).toList(), folder));
    return Files.readString(file);
  }
}
