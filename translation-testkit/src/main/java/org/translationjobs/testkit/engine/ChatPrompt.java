package org.translationjobs.testkit.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.EngineSegment;
import tools.jackson.databind.JsonNode;

/**
 * What a chat is asked for: the last message of the user carries the segments, as
 * {@code {"segments":[{"id":1,"text":"…"}]}} or in blocks that begin with {@code [1]} on a line of their
 * own or before the text.
 */
record ChatPrompt(List<EngineSegment> segments, long tokens, Segments.Prompt leakable) {
  private static final Pattern OBJECT = Pattern.compile("\\{\\s*\"segments\"");
  private static final Pattern BLOCK = Pattern.compile("(?m)^\\[(\\d{1,9})](?:[ \\t]|$)");
  private static final Pattern TERM = Pattern.compile("(?m)^.{0,80}\\S (?:=|→|->|=>) \\S.{0,80}$");

  ChatPrompt {
    segments = List.copyOf(segments);
  }

  /** About how many tokens a text has: a quarter of its characters, rounded up. */
  static long tokens(String text) {
    return (text.length() + 3L) / 4;
  }

  static ChatPrompt read(JsonNode messages, int contextTokens) throws Protocol.Wrong {
    var all = new StringBuilder();
    var before = new StringBuilder();
    var source = "";
    for (var message : messages) {
      var text = text(message.path("content"));
      all.append(text);
      if (message.path("role").asString("").equals("user")) {
        before.append(source).append('\n');
        source = text;
      } else {
        before.append(text).append('\n');
      }
    }
    var segments = segments(source);
    if (segments.isEmpty()) {
      throw new Protocol.Wrong(400, "no_segments", "The last user message holds no segments");
    }
    var tokens = tokens(all.toString());
    return new ChatPrompt(
        lastOf(segments, tokens, contextTokens), Math.min(tokens, contextTokens),
        leakable(before.toString().strip(), source));
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    var text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asString("")));
    return text.toString();
  }

  private static List<EngineSegment> segments(String source) {
    var object = OBJECT.matcher(source);
    var segments = new ArrayList<EngineSegment>();
    if (object.find()) {
      for (var segment : Json.beginning(source.substring(object.start())).path("segments")) {
        segments.add(
            new EngineSegment(segment.path("id").asInt(), segment.path("text").asString("")));
      }
      return segments;
    }
    var blocks = BLOCK.matcher(source);
    var id = -1;
    var start = 0;
    while (blocks.find()) {
      if (id >= 0) {
        segments.add(new EngineSegment(id, source.substring(start, blocks.start()).strip()));
      }
      id = Integer.parseInt(blocks.group(1));
      start = blocks.end();
    }
    if (id >= 0) {
      segments.add(new EngineSegment(id, source.substring(start).strip()));
    }
    return segments;
  }

  /** What is left of the segments when the beginning of the prompt is dropped; at least the last. */
  private static List<EngineSegment> lastOf(
      List<EngineSegment> segments, long tokens, int contextTokens) {
    var first = 0;
    var left = segments.stream().mapToLong(s -> tokens(s.text())).sum();
    while (tokens > contextTokens && left > contextTokens && first < segments.size() - 1) {
      left -= tokens(segments.get(first).text());
      first++;
    }
    return segments.subList(first, segments.size());
  }

  private static Segments.Prompt leakable(String before, String source) {
    var start = before.replaceAll("\\s+", " ");
    var term = TERM.matcher(before);
    var inSource = TERM.matcher(OBJECT.matcher(source).find() ? "" : source);
    return new Segments.Prompt(
        start.substring(0, Math.min(120, start.length())),
        term.find() ? term.group() : inSource.find() ? inSource.group() : "");
  }
}
