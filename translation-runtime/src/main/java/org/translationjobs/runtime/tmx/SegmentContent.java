package org.translationjobs.runtime.tmx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.translationjobs.runtime.tmx.TmxUnit.Kind;
import org.translationjobs.runtime.tmx.TmxUnit.Piece;
import org.translationjobs.runtime.tmx.TmxUnit.Tag;
import org.translationjobs.runtime.tmx.TmxUnit.Text;

/** Collects what stands in a {@code seg}. The code within tags is native to a tool and left out. */
final class SegmentContent {
  /** Of a {@code ph} that stands for a character which XML cannot have; its number follows. */
  static final String CHARACTER = "x-char-";

  /** More than the marks of any paragraph. */
  static final int MOST_TAGS = 10_000;

  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final List<String> highlighted = new ArrayList<>();
  private int depthOfCode;
  private int tags;
  private int length;
  private String problem = "";

  void start(String element, UnaryOperator<String> attributes) {
    if (depthOfCode > 0) {
      depthOfCode++;
      return;
    }
    var x = attributes.apply("x");
    var i = attributes.apply("i");
    switch (element) {
      case "bpt" -> code(new Tag(Kind.OPEN, x, i));
      case "ept" -> code(new Tag(Kind.CLOSE, "", i));
      case "ph" -> {
        if (attributes.apply("type").startsWith(CHARACTER)) {
          character(attributes.apply("type").substring(CHARACTER.length()));
          depthOfCode = 1;
        } else {
          code(new Tag(Kind.POINT, x, ""));
        }
      }
      case "it", "ut" -> code(new Tag(Kind.POINT, x, ""));
      case "hi" -> {
        var pair = "hi" + length + "." + pieces.size();
        if (tag(new Tag(Kind.OPEN, x, pair))) {
          highlighted.add(pair);
        }
      }
      default -> refuse("it has the element <" + element + ">, which no segment can have");
    }
  }

  private void code(Tag tag) {
    tag(tag);
    depthOfCode = 1;
  }

  /** False when there are too many, of which none is kept. */
  private boolean tag(Tag tag) {
    if (tags == MOST_TAGS) {
      refuse("a text of it has more than " + MOST_TAGS + " tags");
      return false;
    }
    tags++;
    flush();
    pieces.add(tag);
    return true;
  }

  private void character(String number) {
    try {
      text.appendCodePoint(Integer.parseInt(number, 16));
    } catch (IllegalArgumentException e) {
      refuse("it has a <ph> for a character that there is not: " + CHARACTER + number);
    }
  }

  void end(String element) {
    if (depthOfCode > 0) {
      depthOfCode--;
    } else if (element.equals("hi") && !highlighted.isEmpty()) {
      tag(new Tag(Kind.CLOSE, "", highlighted.removeLast()));
    }
  }

  void text(String part) {
    if (depthOfCode == 0) {
      text.append(part);
      length += part.length();
    }
  }

  void refuse(String why) {
    problem = problem.isEmpty() ? why : problem;
  }

  private void flush() {
    if (!text.isEmpty()) {
      pieces.add(new Text(text.toString()));
      text.setLength(0);
    }
  }

  /** In characters. */
  int length() {
    return length;
  }

  /** Why it cannot be used; empty when it can be. */
  String problem() {
    return problem;
  }

  List<Piece> pieces() {
    flush();
    return pieces;
  }
}
