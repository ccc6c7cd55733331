package org.translationjobs.testkit.engine;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.testkit.engine.Misbehaviour.Content;

/**
 * What a chat says.
 *
 * @param isNull
 *          whether the content is null; the text is empty then
 * @param refusal
 *          empty without
 */
record ChatContent(String text, boolean isNull, String refusal, String finishReason) {
  private static final String REFUSAL = "I'm sorry, but I can't help with translating this text.";

  /** As an object where {@code isJson}, otherwise in blocks. */
  static ChatContent write(List<EngineSegment> segments, boolean isJson) {
    return said(text(segments, isJson), "stop");
  }

  private static ChatContent said(String text, String finishReason) {
    return new ChatContent(text, false, "", finishReason);
  }

  private static String text(List<EngineSegment> segments, boolean isJson) {
    return isJson
        ? Json.write(
            Map.of(
                "translations",
                segments.stream().map(s -> Map.of("id", s.id(), "text", s.text())).toList()))
        : segments.stream()
            .map(s -> "[" + s.id() + "] " + s.text())
            .collect(Collectors.joining("\n"));
  }

  static ChatContent spoilt(
      Content kind, ChatPrompt prompt, List<EngineSegment> good, boolean isJson, Random random) {
    var right = text(good, isJson);
    return switch (kind) {
      case TRUNCATED -> said(right.substring(0, right.length() * 2 / 3), "length");
      case OBEYED -> said("OK", "stop");
      case REFUSED_IN_WORDS -> said(REFUSAL, "stop");
      case REFUSED_IN_FIELD -> new ChatContent("", true, REFUSAL, "stop");
      case CONTENT_FILTER -> new ChatContent("", true, "", "content_filter");
      case PREAMBLE -> said(
          "Here is the translation:\n\n" + right + "\n\nLet me know if you need anything else!",
          "stop");
      case THINKING -> said("<think>\nThe user wants it.\n[1] Hmm.\n</think>\n\n" + right, "stop");
      case ALTERNATING, ONE_CHARACTER -> {
        var spoilt = Segments.spoil(kind, prompt.segments(), good, prompt.leakable(), random);
        var last = 0;
        while (spoilt.get(last).equals(good.get(last))) {
          last++;
        }
        var text = text(spoilt.subList(0, last + 1), isJson);
        yield said(isJson ? text.substring(0, text.lastIndexOf("\"}")) : text, "length");
      }
      case MERGED, DROPPED, SHIFTED_UP, SHIFTED_DOWN, OFF_BY_ONE, ROTATED, DOUBLED, INVENTED,
          ECHOED, LOST_TAGS,
          WRONG_LANGUAGE, HALVED, PROMPT_LEAK, GLOSSARY_LEAK, ADDED_SCRIPT, ADDED_HANDLER,
          ADDED_LINK -> write(
              Segments.spoil(kind, prompt.segments(), good, prompt.leakable(), random), isJson);
    };
  }

  /** Cut off where it is longer. */
  ChatContent atMost(long tokens) {
    return ChatPrompt.tokens(text) <= tokens ? this
        : said(text.substring(0, (int) tokens * 4), "length");
  }
}
