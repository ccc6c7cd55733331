package org.translationjobs.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines: at spaces, around East Asian characters, and inside words that are too long. */
public final class Wrap {
  private final int cells;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int used;

  private Wrap(int cells) {
    this.cells = cells;
  }

  /** The lines of one paragraph; one empty line for an empty one. */
  public static List<String> paragraph(String text, int cells) {
    var wrap = new Wrap(Math.max(2, cells));
    for (var word : Cells.line(text).split(" +", -1)) {
      wrap.word(word);
    }
    wrap.end();
    return List.copyOf(wrap.lines);
  }

  private void word(String word) {
    var space = used > 0 ? 1 : 0;
    if (used + space + Cells.width(word) <= cells) {
      append(" ".repeat(space) + word);
    } else if (Cells.width(word) <= cells && word.codePoints().noneMatch(Cells::isWide)) {
      end();
      append(word);
    } else {
      pieces(word);
    }
  }

  private void pieces(String word) {
    if (used > 0 && used + 2 < cells && word.codePoints().anyMatch(Cells::isWide)) {
      append(" ");
    } else if (used > 0) {
      end();
    }
    var rest = word;
    while (!rest.isEmpty()) {
      var head = Cells.head(rest, cells - used);
      if (head.isEmpty()) {
        end();
      } else {
        append(head);
        rest = rest.substring(head.length());
      }
    }
  }

  private void append(String text) {
    line.append(text);
    used += Cells.width(text);
  }

  private void end() {
    lines.add(line.toString().stripTrailing());
    line.setLength(0);
    used = 0;
  }
}
