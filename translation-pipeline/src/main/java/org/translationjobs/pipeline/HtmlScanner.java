package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.translationjobs.pipeline.HtmlToken.Kind;

/**
 * Cuts HTML source into tokens that together are the whole source, character by character, so that
 * whatever is not translated can be copied as it is. Follows the tokenization rules of the HTML
 * standard; broken HTML gives the tokens a browser would see. One use, one thread, linear time.
 */
final class HtmlScanner {
  private final String source;
  private final List<HtmlToken> tokens = new ArrayList<>();
  private int position;

  private HtmlScanner(String source) {
    this.source = source;
  }

  static List<HtmlToken> scan(String source) {
    var scanner = new HtmlScanner(source);
    scanner.run();
    return scanner.tokens;
  }

  private void run() {
    while (position < source.length()) {
      if (source.charAt(position) == '<' && opensMarkup(position)) {
        markup();
      } else {
        text();
      }
    }
  }

  private boolean opensMarkup(int at) {
    if (at + 1 >= source.length()) {
      return false;
    }
    var next = source.charAt(at + 1);
    return isAsciiLetter(next) || next == '!' || next == '?'
        || (next == '/' && at + 2 < source.length());
  }

  private void text() {
    var end = position;
    do {
      end = indexOf("<", end + 1);
    } while (end < source.length() && !opensMarkup(end));
    add(Kind.TEXT, "", end);
  }

  private void markup() {
    var next = source.charAt(position + 1);
    if (isAsciiLetter(next)) {
      startTag();
    } else if (next == '/' && isAsciiLetter(source.charAt(position + 2))) {
      tag(Kind.END_TAG, position + 2);
    } else if (source.startsWith("<!--", position)) {
      add(Kind.HIDDEN, "", endOfComment());
    } else {
      add(Kind.HIDDEN, "", behind(">", position + 2));
    }
  }

  private void startTag() {
    var name = tag(Kind.START_TAG, position + 1);
    if (HtmlTags.isRawText(name)) {
      rawText(name);
    } else if (name.equals("plaintext")) {
      add(Kind.HIDDEN, "", source.length());
    }
  }

  /** Adds the tag and tells its name; a tag that never ends is hidden, as browsers do. */
  private String tag(Kind kind, int nameStart) {
    var nameEnd = nameStart;
    while (nameEnd < source.length() && !endsName(source.charAt(nameEnd))) {
      nameEnd++;
    }
    var end = endOfTag(nameEnd);
    if (end < 0) {
      add(Kind.HIDDEN, "", source.length());
      return "";
    }
    var name = source.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    add(kind, name, end);
    return name;
  }

  private void rawText(String name) {
    var end = position;
    while (end < source.length() && !isEndTagOf(name, end)) {
      end = indexOf("</", end + 1);
    }
    if (end > position) {
      add(Kind.HIDDEN, "", end);
    }
  }

  private boolean isEndTagOf(String name, int at) {
    var behind = at + 2 + name.length();
    return source.startsWith("</", at)
        && source.regionMatches(true, at + 2, name, 0, name.length())
        && (behind >= source.length() || endsName(source.charAt(behind)));
  }

  /** Offset behind the tag's {@code >}, which quoted attribute values may contain; -1 without. */
  private int endOfTag(int from) {
    var at = from;
    while (at < source.length()) {
      switch (source.charAt(at)) {
        case '>' -> {
          return at + 1;
        }
        case '=' -> at = endOfValue(at + 1);
        default -> at++;
      }
      if (at < 0) {
        return -1;
      }
    }
    return -1;
  }

  private int endOfValue(int from) {
    var at = from;
    while (at < source.length() && isSpace(source.charAt(at))) {
      at++;
    }
    if (at < source.length() && (source.charAt(at) == '"' || source.charAt(at) == '\'')) {
      var close = source.indexOf(source.charAt(at), at + 1);
      return close < 0 ? -1 : close + 1;
    }
    while (at < source.length() && source.charAt(at) != '>' && !isSpace(source.charAt(at))) {
      at++;
    }
    return at;
  }

  private int endOfComment() {
    for (var empty : List.of("<!-->", "<!--->")) {
      if (source.startsWith(empty, position)) {
        return position + empty.length();
      }
    }
    return Math.min(behind("-->", position + 4), behind("--!>", position + 4));
  }

  private int indexOf(String what, int from) {
    var at = source.indexOf(what, from);
    return at < 0 ? source.length() : at;
  }

  private int behind(String what, int from) {
    var at = source.indexOf(what, from);
    return at < 0 ? source.length() : at + what.length();
  }

  private void add(Kind kind, String name, int end) {
    tokens.add(new HtmlToken(kind, name, position, end));
    position = end;
  }

  private static boolean endsName(char c) {
    return isSpace(c) || c == '/' || c == '>';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
