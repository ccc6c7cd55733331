package org.translationjobs.engines.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.engine.EngineSegment;

class SegmentBlocksTest {
  private static final SegmentBlocks PLAIN = new SegmentBlocks(0, 0);

  @Test
  void whatIsWrittenIsRead() {
    var segments =
        List.of(
            new EngineSegment(7, "One."), new EngineSegment(8, "Two\nlines [9] here"),
            new EngineSegment(12, "Three"));
    var blocks = SegmentBlocks.of(segments);
    assertThat(blocks.write(segments)).isEqualTo(
        "[7] One.\n\n[8] Two\nlines [9] here\n\n[12] Three");
    assertThat(blocks.read(blocks.write(segments))).contains(segments);
  }

  @Test
  void linesOfTheSourceThatLookLikeHeadersStayText() {
    var segments =
        List.of(
            new EngineSegment(1, "[2] A footnote"), new EngineSegment(2, "a\n  [41] b\n[3] c"));
    var blocks = SegmentBlocks.of(segments);
    assertThat(blocks.write(segments)).startsWith("[42] [2] A footnote\n\n[43] a");
    assertThat(blocks.read(blocks.write(segments))).contains(segments);
    assertThat(blocks.read("[42]\n[2] A footnote\n[43] a\n[41] b")).contains(
        List.of(new EngineSegment(1, "[2] A footnote"), new EngineSegment(2, "a\n[41] b")));
  }

  @Test
  void idsBelowOneAreMovedUp() {
    var segments = List.of(new EngineSegment(-3, "a"), new EngineSegment(0, "b"));
    var blocks = SegmentBlocks.of(segments);
    assertThat(blocks.write(segments)).isEqualTo("[1] a\n\n[4] b");
    assertThat(blocks.read("[1] a\n\n[4] b")).contains(segments);
  }

  @Test
  void aPreambleAndAFenceAreDropped() {
    assertThat(PLAIN.read("Here is the translation:\n\n```text\n[1] uno\n[2] dos\n```\n"))
        .contains(List.of(new EngineSegment(1, "uno"), new EngineSegment(2, "dos")));
  }

  @Test
  void wrongDoubledAndUnknownNumbersAreForTheCallerToJudge() {
    assertThat(PLAIN.read("[2] b\r\n[1] a\n[1] c\n[99] d").orElseThrow())
        .extracting(EngineSegment::id)
        .containsExactly(2, 1, 1, 99);
  }

  @Test
  void anAnswerWithoutNumbersIsNone() {
    assertThat(PLAIN.read("OK")).isEmpty();
    assertThat(PLAIN.read("")).isEmpty();
    assertThat(PLAIN.read("a note [1] within a line")).isEmpty();
  }
}
