package org.translationjobs.cli;

import java.util.Optional;
import org.translationjobs.cli.render.Style;

/** Pipes and files: nobody to ask, nothing to draw on. */
public record PlainTerminal() implements Terminal {
  @Override
  public boolean isOutput() {
    return false;
  }

  @Override
  public boolean isError() {
    return false;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public int width() {
    return DEFAULT_WIDTH;
  }

  @Override
  public Style style() {
    return Style.PLAIN;
  }

  @Override
  public Optional<String> readLine() {
    return Optional.empty();
  }
}
