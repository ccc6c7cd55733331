package org.translationjobs.cli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.Progress;

class RenderTest {
  @Test
  void chineseTakesTwoCellsAndAccentsNone() {
    assertThat(Cells.width("abc")).isEqualTo(3);
    assertThat(Cells.width("小说")).isEqualTo(4);
    assertThat(Cells.width("e\u0301")).isEqualTo(1);
    assertThat(Cells.width("한국")).isEqualTo(4);
    assertThat(Cells.cut("小说小说", 6)).isEqualTo("小说…");
    assertThat(Cells.cut("short", 5)).isEqualTo("short");
    assertThat(Cells.padded("小", 4)).isEqualTo("小  ");
  }

  @Test
  void nothingThatSteersTheTerminalGetsThrough() {
    assertThat(Cells.line("a\u001b[2Jb\r\nc\u2028d")).isEqualTo("a [2Jb c d");
  }

  @Test
  void linesAreBrokenAtSpacesInsideLongWordsAndBetweenChineseCharacters() {
    assertThat(Wrap.paragraph("the quick brown fox", 10)).containsExactly("the quick", "brown fox");
    assertThat(Wrap.paragraph("abcdefghijklm no", 5)).containsExactly("abcde", "fghij", "klm",
        "no");
    assertThat(Wrap.paragraph("小说小说小说", 5)).containsExactly("小说", "小说", "小说");
    assertThat(Wrap.paragraph("", 5)).containsExactly("");
    assertThat(Wrap.paragraph("x".repeat(1000), 7)).allMatch(line -> line.length() <= 7);
  }

  @Test
  void durationsHaveTwoUnitsAtMost() {
    assertThat(Durations.text(Duration.ofMillis(430))).isEqualTo("0.4 s");
    assertThat(Durations.text(Duration.ofMillis(9_960))).isEqualTo("10 s");
    assertThat(Durations.text(Duration.ofMinutes(3).plusSeconds(20))).isEqualTo("3 min 20 s");
    assertThat(Durations.text(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
    assertThat(Durations.text(Duration.ofHours(76))).isEqualTo("3 d 4 h");
    assertThat(Durations.text(Duration.ofSeconds(-1))).isEqualTo("0.0 s");
  }

  @Test
  void theBarIsFullOnlyWhenAllIsDone() {
    assertThat(ProgressBar.of(new Progress(0, 0), 12, Style.PLAIN)).isEqualTo("[░░░░░░░░░░]");
    assertThat(ProgressBar.of(new Progress(999, 1000), 12, Style.PLAIN)).isEqualTo("[█████████░]");
    assertThat(ProgressBar.of(new Progress(7, 7), 12, new Style(false, false)))
        .isEqualTo("[##########]");
    assertThat(ProgressBar.of(new Progress(9, 7), 12, Style.PLAIN)).isEqualTo("[██████████]");
  }

  @Test
  void thePaceForgetsWhatWasLongAgo() {
    var pace = new Pace();
    assertThat(pace.text()).isEmpty();
    pace.saw(Duration.ofSeconds(0), 0);
    pace.saw(Duration.ofSeconds(10), 100);
    assertThat(pace.text()).contains("10.0/s");
    assertThat(pace.timeFor(50)).contains(Duration.ofSeconds(5));
    pace.saw(Duration.ofSeconds(100), 101);
    pace.saw(Duration.ofSeconds(119), 102);
    assertThat(pace.perSecond().orElseThrow()).isLessThan(0.1);
    pace.saw(Duration.ofSeconds(121), 0);
    assertThat(pace.text()).isEmpty();
  }

  @Test
  void theFlexibleColumnGivesWay() {
    var table = new Table(1, "ID", "TITLE", "STATUS");
    table.row("1", "A very long title that does not fit", "DONE");
    assertThat(table.lines(30, Style.PLAIN)).containsExactly(
        "ID  TITLE               STATUS", "1   A very long title…  DONE");
    assertThat(table.lines(30, Style.PLAIN)).allMatch(line -> Cells.width(line) <= 30);
    assertThatIllegalArgumentException().isThrownBy(() -> table.row("1"));
  }

  @Test
  void ofTwoFlexibleColumnsTheWidestGivesWayFirst() {
    var table = new Table(1, "ID", "REASON", "MESSAGE").alsoFlexible(2);
    table.row("1", "a reason of medium length", "a message that is very much longer than that");
    assertThat(table.lines(46, Style.PLAIN)).containsExactly(
        "ID  REASON                MESSAGE", "1   a reason of medium …  a message that is v…");
  }

  @Test
  void paragraphsStandNextToTheirCounterparts() {
    var lines = new SideBySide(23, Style.PLAIN)
        .lines(List.of("one two three four", "end"), List.of("uno", "fin", "más"));
    assertThat(lines).containsExactly(
        "one two    │ uno", "three four │", "           │", "end        │ fin", "           │",
        "           │ más");
  }

  @Test
  void markupIsLeftOutAndEmphasisShown() {
    assertThat(ReadableText.paragraphs(
        "<p>One <em>two</em>\nthree.</p><hr/><p>a &lt; b &amp; c</p><p></p>"))
        .containsExactly("One _two_ three.", "a < b & c");
    assertThat(ReadableText.paragraphs("First line\nstill first.\n\n\nSecond: 1 < 2"))
        .containsExactly("First line still first.", "Second: 1 < 2");
  }

  @Test
  void aLiveBlockIsDrawnOverItselfAndGivesTheCursorBack() {
    var bytes = new ByteArrayOutputStream();
    var block = new LiveBlock(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    block.draw(List.of("a", "b"));
    block.draw(List.of("c"));
    block.close();
    block.close();
    block.draw(List.of("late"));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(
        "\u001b[?25l\r\u001b[0Ja\nb\n\u001b[2A\r\u001b[0Jc\n\u001b[?25h");
  }
}
