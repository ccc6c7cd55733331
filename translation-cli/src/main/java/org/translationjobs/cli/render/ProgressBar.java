package org.translationjobs.cli.render;

import org.translationjobs.core.job.Progress;

/** A bar that fills up. */
public final class ProgressBar {
  private ProgressBar() {}

  /** Exactly so many cells; full only when everything is done. */
  public static String of(Progress progress, int cells, Style style) {
    var inner = Math.max(1, cells - 2);
    var filled = progress.total() == 0
        ? 0
        : (int) Math.min(inner, (long) inner * progress.done() / progress.total());
    var full = style.unicode() ? "█" : "#";
    var empty = style.unicode() ? "░" : ".";
    return "[" + style.green(full.repeat(filled)) + style.dim(empty.repeat(inner - filled)) + "]";
  }
}
