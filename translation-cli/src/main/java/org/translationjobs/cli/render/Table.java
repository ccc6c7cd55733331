package org.translationjobs.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, two spaces between the columns; one column gives way where space is short. */
public final class Table {
  private static final int GAP = 2;
  private static final int LEAST = 8;

  private final List<String> headings;
  private final int flexible;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param flexible
   *          index of the column that is cut when the table is too wide
   */
  public Table(int flexible, String... headings) {
    this.flexible = flexible;
    this.headings = List.of(headings);
  }

  public void row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "a row needs " + headings.size() + " cells, got " + cells.length);
    }
    rows.add(List.of(cells).stream().map(Cells::line).toList());
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public List<String> lines(int cells, Style style) {
    var widths = widths(cells);
    var lines = new ArrayList<String>();
    lines.add(style.bold(line(headings, widths, Style.PLAIN)));
    rows.forEach(row -> lines.add(line(row, widths, style)));
    return lines;
  }

  private int[] widths(int cells) {
    var widths = new int[headings.size()];
    for (var column = 0; column < widths.length; column++) {
      var index = column;
      widths[column] = Math.max(
          Cells.width(headings.get(index)),
          rows.stream().mapToInt(row -> Cells.width(row.get(index))).max().orElse(0));
    }
    var sum = GAP * (widths.length - 1);
    for (var width : widths) {
      sum += width;
    }
    if (sum > cells) {
      widths[flexible] = Math.max(LEAST, widths[flexible] - (sum - cells));
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths, Style style) {
    var line = new StringBuilder();
    for (var column = 0; column < widths.length; column++) {
      var cell = Cells.padded(Cells.cut(row.get(column), widths[column]), widths[column]);
      var last = column == widths.length - 1;
      line.append(style.status(last ? cell.stripTrailing() : cell)).append(last ? "" : "  ");
    }
    return line.toString().stripTrailing();
  }
}
