package org.translationjobs.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Two texts next to each other, paragraph by paragraph. */
public final class SideBySide {
  private final int cells;
  private final Style style;

  public SideBySide(int cells, Style style) {
    this.cells = Math.max(20, cells);
    this.style = style;
  }

  /** Line by line: each paragraph of the left starts where its counterpart on the right does. */
  public List<String> lines(List<String> left, List<String> right) {
    var lines = new ArrayList<String>();
    for (var i = 0; i < Math.max(left.size(), right.size()); i++) {
      if (i > 0) {
        lines.add(line("", ""));
      }
      pair(lines, i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "");
    }
    return lines;
  }

  /** One line above the columns. */
  public List<String> heading(String left, String right) {
    var column = column();
    var dash = style.unicode() ? "─" : "-";
    return List.of(
        style.bold(line(Cells.cut(Cells.line(left), column), Cells.cut(Cells.line(right), column))),
        style.dim(dash.repeat(column + 1) + (style.unicode() ? "┼" : "+") + dash.repeat(column
            + 1)));
  }

  private void pair(List<String> lines, String left, String right) {
    var lefts = Wrap.paragraph(left, column());
    var rights = Wrap.paragraph(right, column());
    for (var i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
      lines.add(line(i < lefts.size() ? lefts.get(i) : "", i < rights.size() ? rights.get(i) : ""));
    }
  }

  private String line(String left, String right) {
    var bar = style.unicode() ? "│" : "|";
    return (Cells.padded(left, column()) + " " + bar + " " + right).stripTrailing();
  }

  private int column() {
    return (cells - 3) / 2;
  }
}
