package org.translationjobs.cli;

import org.translationjobs.cli.render.Style;

/** What stands at the other end of the streams. */
public interface Terminal {
  int DEFAULT_WIDTH = 80;

  /** Whether standard output is a terminal. */
  boolean isOutput();

  /** Whether standard error is a terminal. */
  boolean isError();

  /** Whether somebody can answer a question. */
  boolean isInteractive();

  /** Cells in a line; may change while the program runs. */
  int width();

  Style style();

  /** The next line that somebody types; empty at the end of the input. */
  java.util.Optional<String> readLine();
}
