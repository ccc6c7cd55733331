package org.translationjobs.cli.render;

import java.io.PrintStream;
import java.util.List;

/**
 * Some lines at the end of a terminal that are drawn again and again in the same place. The cursor is
 * hidden meanwhile; {@link #close} brings it back and leaves the last lines standing. Thread-safe.
 */
public final class LiveBlock implements AutoCloseable {
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private int drawn;
  private boolean hidden;
  private boolean closed;

  public LiveBlock(PrintStream out) {
    this.out = out;
  }

  /**
   * Draws these lines over the last ones.
   *
   * @param lines
   *          none wider than the terminal
   */
  public synchronized void draw(List<String> lines) {
    if (closed) {
      return;
    }
    var text = new StringBuilder();
    if (!hidden) {
      text.append(ESCAPE).append("?25l");
      hidden = true;
    }
    if (drawn > 0) {
      text.append(ESCAPE).append(drawn).append('A');
    }
    text.append('\r').append(ESCAPE).append("0J");
    lines.forEach(line -> text.append(line).append('\n'));
    drawn = lines.size();
    out.print(text);
    out.flush();
  }

  /** Shows the cursor again. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    if (hidden) {
      out.print(ESCAPE + "?25h");
      out.flush();
      hidden = false;
    }
  }
}
