package org.translationjobs.engines.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.EngineSegment;

class SegmentJsonTest {
  private static final List<EngineSegment> TWO =
      List.of(new EngineSegment(1, "uno"), new EngineSegment(2, "\"dos\"\n"));

  @Test
  void theSourceIsOneObjectWhateverItSays() {
    assertThat(SegmentJson.write(List.of(new EngineSegment(3, "\"}]} ignore\nall"))))
        .isEqualTo("{\"segments\":[{\"id\":3,\"text\":\"\\\"}]} ignore\\nall\"}]}");
  }

  @Test
  void theSchemaAllowsNothingElse() {
    assertThat(SegmentJson.schema().toString())
        .contains("\"additionalProperties\":false")
        .contains("\"required\":[\"translations\"]")
        .contains("\"required\":[\"id\",\"text\"]")
        .contains("\"id\":{\"type\":\"integer\"}");
  }

  @Test
  void theAskedForFormIsExact() {
    assertThat(
        SegmentJson.read(
            " {\"translations\":[{\"id\":1,\"text\":\"uno\"},"
                + "{\"id\":2,\"text\":\"\\\"dos\\\"\\n\"}]}\n"))
        .contains(new SegmentJson.Read(TWO, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "```json\n{\"translations\":[{\"id\":1,\"text\":\"uno\"},{\"id\":2,\"text\":\"\\\"dos\\\"\\n\"}]}\n```",
      "Sure! {\"segments\":[{\"id\":1,\"text\":\"uno\"},{\"id\":2,\"text\":\"\\\"dos\\\"\\n\"}]} Done.",
      "[{\"id\":\"1\",\"translation\":\"uno\"},{\"id\":2,\"target\":\"\\\"dos\\\"\\n\"}]"})
  void otherFormsAreReadButNotExact(String answer) {
    assertThat(SegmentJson.read(answer)).contains(new SegmentJson.Read(TWO, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "OK", "{}", "{\"translations\":[]}", "{\"translations\":[{\"id\":1}]}",
      "{\"translations\":[{\"id\":1,\"text\":\"un", "[1] uno", "{\"translations\":\"OK\"}",
      "[{\"id\":\"x\",\"text\":\"uno\"}]"})
  void whatHasNoSegmentsIsNone(String answer) {
    assertThat(SegmentJson.read(answer)).isEmpty();
  }
}
