package org.translationjobs.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.cli.render.Style;
import org.translationjobs.cli.render.Wrap;

/**
 * Where the quickstart talks to a person.
 *
 * @param terminal
 *          whether lines can be drawn again
 * @param canAsk
 *          whether somebody can answer
 * @param width
 *          in cells
 */
record Screen(
    PrintStream out, InputStream in, boolean terminal, boolean canAsk, int width, Style style) {
  private static final int LABEL = 13;
  private static final int WIDEST = 100;

  /**
   * @param variables
   *          of the environment: {@code COLUMNS}, {@code NO_COLOR} and, set by the start script,
   *          {@code QUICKSTART_TERMINAL}: {@code out}, {@code in+out} or nothing
   */
  static Screen of(PrintStream out, InputStream in, Map<String, String> variables) {
    var terminal = variables.getOrDefault("QUICKSTART_TERMINAL", "");
    var toTerminal = terminal.endsWith("out");
    var colour = toTerminal && variables.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(variables.get("TERM"));
    return new Screen(
        out, in, toTerminal, terminal.equals("in+out"), columns(variables),
        new Style(colour, out.charset().equals(StandardCharsets.UTF_8)));
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  void lines(List<String> lines) {
    lines.forEach(this::line);
  }

  void heading(String text) {
    line("");
    line(style.bold(text));
  }

  /** A name and what there is to say about it, wrapped next to it. */
  void fact(String label, String text) {
    var lines = Wrap.paragraph(text, width - LABEL - 2);
    for (var i = 0; i < lines.size(); i++) {
      line("  " + Cells.padded(i == 0 ? label : "", LABEL) + lines.get(i));
    }
  }

  /** Asks; anything but a yes is a no. */
  boolean yes(String question) throws IOException {
    out.print(question + " [y/N] ");
    out.flush();
    var answer = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private static int columns(Map<String, String> variables) {
    var columns = variables.getOrDefault("COLUMNS", "");
    return columns.matches("\\d{2,4}") ? Math.clamp(Integer.parseInt(columns), 40, WIDEST) : 80;
  }
}
