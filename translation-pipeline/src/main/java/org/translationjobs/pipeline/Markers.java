package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds markers in a text. Pure. */
public final class Markers {
  private static final Pattern MARKER = Pattern.compile("⟦(/?)(\\d{1,7})(/?)⟧");

  private Markers() {}

  public sealed interface Part {}

  public record Text(String text) implements Part {}

  public record Mark(Marker marker) implements Part {}

  /** The text as markers and what stands between them; nothing is lost. */
  public static List<Part> split(String text) {
    if (text.indexOf(Marker.LEFT) < 0) {
      return text.isEmpty() ? List.of() : List.of(new Text(text));
    }
    var parts = new ArrayList<Part>();
    var matcher = MARKER.matcher(text);
    var done = 0;
    while (matcher.find()) {
      var close = !matcher.group(1).isEmpty();
      var point = !matcher.group(3).isEmpty();
      if (close && point) {
        continue;
      }
      if (matcher.start() > done) {
        parts.add(new Text(text.substring(done, matcher.start())));
      }
      var kind = close ? Marker.Kind.CLOSE : point ? Marker.Kind.POINT : Marker.Kind.OPEN;
      parts.add(new Mark(new Marker(kind, Integer.parseInt(matcher.group(2)))));
      done = matcher.end();
    }
    if (done < text.length()) {
      parts.add(new Text(text.substring(done)));
    }
    return parts;
  }

  /** The text alone. */
  static String strip(String text) {
    var next = text.indexOf(Marker.LEFT);
    if (next < 0) {
      return text;
    }
    var stripped = new StringBuilder(text.length());
    var matcher = MARKER.matcher(text);
    var done = 0;
    for (; next >= 0; next = text.indexOf(Marker.LEFT, Math.max(done, next + 1))) {
      if (matcher.region(next, text.length()).lookingAt()) {
        stripped.append(text, done, next);
        done = matcher.end();
      }
    }
    return stripped.append(text, done, text.length()).toString();
  }
}
