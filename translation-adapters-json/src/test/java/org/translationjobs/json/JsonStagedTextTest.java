package org.translationjobs.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.staging.StagedText.Read;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;

class JsonStagedTextTest {
  private static final TextHash SOURCE = TextHash.of("title", "body");

  private final JsonStagedText format = new JsonStagedText();

  @Test
  void writesTheGuidesFieldsAndOurs() {
    assertThat(written(EntityType.CHAPTER, new TranslatedText("T", "<p>é 😀</p>")))
        .isEqualTo(
            "{\"title\":\"T\",\"content\":\"<p>é 😀</p>\",\"source_hash\":\"" + SOURCE
                + "\",\"engine\":\"e\"}");
    assertThat(written(EntityType.NOVEL, new TranslatedText("T", null)))
        .startsWith("{\"title\":\"T\",\"description\":null,");
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenIsReadBack(EntityType type) {
    for (var text : new TranslatedText[] {
        new TranslatedText("Título", "<p>\"a\\b\"\n\r\t\u2028 😀 \uFFFD</p>"),
        new TranslatedText("", ""),
        new TranslatedText(null, null),
        new TranslatedText("\u0001\u001f\u007f", "x".repeat(5_000_000))}) {
      assertThat(format.read(type, format.write(type, text, SOURCE, "e")))
          .isEqualTo(new Read.Text(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\uD83D", "\uDE00", "a\uD83Db\uD83D", "\uDE00\uD83D"})
  void whatNoColumnCanHoldIsRefusedAndNeverReplaced(String bad) {
    var titled = format.write(EntityType.VOLUME, new TranslatedText(bad, "b"), SOURCE, "e");
    assertThat(new String(titled, StandardCharsets.UTF_8)).doesNotContain("\uFFFD", "?");
    assertThat(format.read(EntityType.VOLUME, titled))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Read.Unreadable.class))
        .extracting(Read.Unreadable::reason)
        .asString()
        .startsWith("its title contains ");
    var bodied = format.write(EntityType.VOLUME, new TranslatedText("t", bad), SOURCE, bad);
    assertThat(new String(bodied, StandardCharsets.UTF_8)).doesNotContain("\uFFFD", "?");
    assertThat(format.read(EntityType.VOLUME, bodied)).isInstanceOf(Read.Unreadable.class);
  }

  @Test
  void readsWhatTheGuidesWorkerWrote() {
    assertThat(
        format.read(EntityType.CHAPTER,
            utf8("{\"title\": \"[es] A\", \"content\": \"\\u00e9 \\ud83d\\ude00\"}")))
        .isEqualTo(new Read.Text(new TranslatedText("[es] A", "é 😀")));
    assertThat(format.read(EntityType.VOLUME, utf8("{\"title\": \"[es] A\"}")))
        .isEqualTo(new Read.Text(new TranslatedText("[es] A", null)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      ``                                     | not a JSON object
      []                                     | not a JSON object
      {"title":"t","content":"c              | not JSON (line 1, column 26)
      {"title":"t","content":"c"} x          | not JSON (line 1, column 29)
      {"title":"t","content":"c"}{}          | more than one JSON value
      {"content":"c"}                        | it has no title
      {"title":"t"}                          | it has no content
      {"title":"t","description":"c"}        | it has no content
      {"title":1,"content":"c"}              | its title is neither text nor null
      {"title":"t","content":["c"]}          | its content is neither text nor null
      {"title":"t","content":"c","title":"u"}| title stands in it twice
      """)
  void saysWhatIsWrong(String json, String reason) {
    assertThat(format.read(EntityType.CHAPTER, utf8(json))).isEqualTo(new Read.Unreadable(reason));
  }

  private String written(EntityType type, TranslatedText text) {
    return new String(format.write(type, text, SOURCE, "e"), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
