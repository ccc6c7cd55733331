package org.translationjobs.engines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.engines.ApertiumRun.Item;

/**
 * Reads what Apertium made of a stream by {@link ApertiumStreamWriter}. One use, one thread.
 */
final class ApertiumStreamReader {
  private static final String SEGMENT = "tj:s:";
  private static final String MARKER = "tj:m:";
  private static final String CUT = "tj:c";

  private final String stream;
  private final Map<Integer, List<Item>> segments = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private List<Item> items = new ArrayList<>();
  private List<Integer> tags = List.of();
  private int position;

  private ApertiumStreamReader(String stream) {
    this.stream = stream;
  }

  /** The segments by id, in the order of the stream. */
  static Map<Integer, List<Item>> read(String stream) {
    var reader = new ApertiumStreamReader(stream);
    reader.read();
    return reader.segments;
  }

  private void read() {
    while (position < stream.length()) {
      if (stream.startsWith("[[", position)) {
        endText();
        var inside = until("]]", position + 2);
        tags = inside.equals("/") ? List.of() : numbers(inside);
      } else if (stream.charAt(position) == '[') {
        endText();
        passedOver(blank());
      } else {
        text.append(character());
      }
    }
    endText();
  }

  private void passedOver(String content) {
    if (content.strip().startsWith(SEGMENT)) {
      items = new ArrayList<>();
      segments.put(Integer.parseInt(content.strip().substring(SEGMENT.length())), items);
    } else if (content.startsWith(MARKER)) {
      items.add(new Item.Kept(content.substring(MARKER.length())));
    } else if (content.equals(CUT)) {
      items.add(new Item.Cut());
    } else if (content.isEmpty()) {
      items.add(new Item.End());
    } else {
      items.add(new Item.Kept(content));
    }
  }

  private void endText() {
    if (!text.isEmpty()) {
      items.add(new Item.Words(text.toString(), tags));
      text.setLength(0);
    }
  }

  private char character() {
    if (stream.charAt(position) == '\\' && position + 1 < stream.length()) {
      position++;
    }
    return stream.charAt(position++);
  }

  private String blank() {
    var content = new StringBuilder();
    position++;
    while (position < stream.length() && stream.charAt(position) != ']') {
      content.append(character());
    }
    position++;
    return content.toString();
  }

  private String until(String end, int from) {
    var at = stream.indexOf(end, from);
    var to = at < 0 ? stream.length() : at;
    position = Math.min(stream.length(), to + end.length());
    return stream.substring(from, to);
  }

  private static List<Integer> numbers(String tags) {
    var numbers = new ArrayList<Integer>();
    for (var tag : tags.split(";", -1)) {
      var name = tag.strip();
      if (name.startsWith("t:m:")) {
        numbers.add(Integer.valueOf(name.substring("t:m:".length())));
      }
    }
    return List.copyOf(numbers);
  }
}
