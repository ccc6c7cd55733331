package org.translationjobs.engines.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.engines.ApiError;

class OpenAiDialectTest {
  private static final List<EngineSegment> ONE = List.of(new EngineSegment(1, "one"));
  private static final ApiError NO_STREAM_OPTIONS =
      new ApiError("Unknown parameter: 'stream_options'", "unknown_parameter", "stream_options");
  private static final ApiError NO_SCHEMA =
      new ApiError("'response_format' of type 'json_schema' is not supported", "400", "");

  @Test
  void presetsHaveNames() {
    assertThat(OpenAiDialect.names()).isEqualTo("openai, vllm, ollama, llama.cpp, generic");
    assertThat(OpenAiDialect.named("vllm")).contains(OpenAiDialect.VLLM);
    assertThat(OpenAiDialect.named("other")).isEmpty();
  }

  @Test
  void aFieldThatIsRefusedIsLeftOutOrReplaced() {
    assertThat(OpenAiDialect.OPENAI.without(NO_STREAM_OPTIONS).orElseThrow().streamUsage())
        .isFalse();
    assertThat(OpenAiDialect.OPENAI.without(NO_SCHEMA).orElseThrow().answerForm())
        .isEqualTo(AnswerForm.JSON_OBJECT);
    assertThat(
        OpenAiDialect.OPENAI.without(
            new ApiError(
                "Unsupported value: 'temperature' does not support 0.3 with this model.",
                "unsupported_value", "temperature"))
            .orElseThrow()
            .temperature())
        .isFalse();
    var useOther =
        new ApiError(
            "Unsupported parameter: 'max_tokens' is not supported with this model."
                + " Use 'max_completion_tokens' instead.",
            "unsupported_parameter", "max_tokens");
    assertThat(OpenAiDialect.GENERIC.without(useOther).orElseThrow().lengthField())
        .isEqualTo("max_completion_tokens");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "This model's maximum context length is 4096 tokens",
      "max_tokens is too large: 9000", "messages: text is too long", "",
      "Unsupported parameter: 'messages'"})
  void otherComplaintsChangeNothing(String message) {
    assertThat(OpenAiDialect.OPENAI.without(new ApiError(message, "400", ""))).isEmpty();
  }

  @Test
  void threeMisshapenAnswersInARowLoosenTheForm() {
    var profile = new ModelProfile(OpenAiDialect.VLLM);
    for (var inForm : List.of(false, false, true, false, false)) {
      assertThat(profile.answered(AnswerForm.JSON_SCHEMA, inForm)).isEmpty();
    }
    assertThat(profile.answered(AnswerForm.JSON_SCHEMA, false)).contains(AnswerForm.JSON_OBJECT);
    assertThat(profile.answered(AnswerForm.JSON_SCHEMA, false)).as("an old one").isEmpty();
    profile.answered(AnswerForm.JSON_OBJECT, false);
    profile.answered(AnswerForm.JSON_OBJECT, false);
    profile.answered(AnswerForm.JSON_OBJECT, false);
    assertThat(profile.dialect()).isEqualTo(OpenAiDialect.VLLM.withAnswerForm(AnswerForm.TEXT));
    for (var i = 0; i < 9; i++) {
      assertThat(profile.answered(AnswerForm.TEXT, false)).isEmpty();
    }
  }

  @Test
  void aComplaintIsLearntOnceThoughManyCallsHearIt() {
    var profile = new ModelProfile(OpenAiDialect.OPENAI);
    assertThat(profile.learn(OpenAiDialect.OPENAI, NO_SCHEMA)).isTrue();
    assertThat(profile.learn(OpenAiDialect.OPENAI, NO_SCHEMA)).isTrue();
    assertThat(profile.dialect().answerForm()).isEqualTo(AnswerForm.JSON_OBJECT);
    assertThat(profile.learn(profile.dialect(), new ApiError("too long", "", ""))).isFalse();
  }

  @Test
  void aModelThatNeedsRoomKeepsIt() {
    var profile = new ModelProfile(OpenAiDialect.OPENAI);
    profile.needs(ONE, 4);
    profile.needs(ONE, 1);
    assertThat(profile.factor(ONE)).isEqualTo(4);
    profile.needs(ONE, 64);
    assertThat(profile.factor(ONE)).isEqualTo(16);
  }

  @Test
  void whatWasCutGetsMoreRoomOnce() {
    var profile = new ModelProfile(OpenAiDialect.OPENAI);
    var both = List.of(ONE.getFirst(), new EngineSegment(2, "two"));
    profile.wasCut(ONE, 1);
    assertThat(profile.factor(both)).isEqualTo(4);
    assertThat(profile.factor(both.subList(1, 2))).isOne();
    profile.wasCut(both, 4);
    assertThat(profile.factor(both)).isOne();
    profile.wasCut(both, 1);
    assertThat(profile.wasRaised(both, 1)).isFalse();
    assertThat(profile.wasRaised(both, 4)).isTrue();
    assertThat(profile.factor(both)).isOne();
  }
}
