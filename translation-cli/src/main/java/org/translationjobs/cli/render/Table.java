package org.translationjobs.cli.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Rows under headings, two spaces between the columns; some give way where space is short. */
public final class Table {
  private static final int GAP = 2;
  private static final int LEAST = 8;

  private final List<String> headings;
  private final List<Integer> flexible = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param flexible
   *          index of the column that is cut when the table is too wide
   */
  public Table(int flexible, String... headings) {
    this.flexible.add(flexible);
    this.headings = List.of(headings);
  }

  /** Lets another column be cut; of those that can be, the widest gives way first. */
  public Table alsoFlexible(int column) {
    flexible.add(column);
    return this;
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
    for (var column = widest(widths); sum > cells && widths[column] > LEAST; column = widest(
        widths)) {
      widths[column]--;
      sum--;
    }
    return widths;
  }

  private int widest(int[] widths) {
    return Collections.max(flexible, Comparator.comparingInt(column -> widths[column]));
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
