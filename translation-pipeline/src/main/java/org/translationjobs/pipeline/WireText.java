package org.translationjobs.pipeline;

import java.util.HashSet;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.translationjobs.core.engine.SegmentFormat;

/** How text with markers travels in each format. */
final class WireText {
  private static final Pattern TAG =
      Pattern.compile("<\\s*(/?)x(\\d{1,7})\\s*(/?)>", Pattern.CASE_INSENSITIVE);

  private WireText() {}

  static String encode(String marked, SegmentFormat format) {
    return switch (format) {
      case PLAIN, MARKED -> marked;
      case HTML -> toHtml(marked);
    };
  }

  /**
   * @param source
   *          what was sent, with markers
   */
  static String decode(String answer, String source, SegmentFormat format) {
    return switch (format) {
      case PLAIN, MARKED -> answer;
      case HTML -> fromHtml(answer, source);
    };
  }

  private static String toHtml(String marked) {
    var html = new StringBuilder();
    for (var part : Markers.split(marked)) {
      switch (part) {
        case Markers.Text(var text) -> html.append(Escaping.HTML.escape(text, ""));
        case Markers.Mark(var marker) -> html.append(
            switch (marker.kind()) {
              case OPEN -> "<x" + marker.number() + ">";
              case CLOSE -> "</x" + marker.number() + ">";
              case POINT -> "<x" + marker.number() + "/>";
            });
      }
    }
    return html.toString();
  }

  /** HTML has no empty tags of unknown names, so a point may come back as start and end tag. */
  private static String fromHtml(String html, String source) {
    var points = new HashSet<Integer>();
    for (var part : Markers.split(source)) {
      if (part instanceof Markers.Mark(var marker) && marker.kind() == Marker.Kind.POINT) {
        points.add(marker.number());
      }
    }
    var marked = new StringBuilder();
    var tags = TAG.matcher(html);
    var done = 0;
    while (tags.find()) {
      marked.append(Parser.unescapeEntities(html.substring(done, tags.start()), false));
      done = tags.end();
      var number = Integer.parseInt(tags.group(2));
      var isEnd = !tags.group(1).isEmpty();
      if (!points.contains(number)) {
        marked.append(new Marker(isEnd ? Marker.Kind.CLOSE : Marker.Kind.OPEN, number));
      } else if (!isEnd) {
        marked.append(new Marker(Marker.Kind.POINT, number));
      }
    }
    return marked.append(Parser.unescapeEntities(html.substring(done), false)).toString();
  }
}
