package org.translationjobs.cli.watch;

import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.view.SubtaskView;

/** How a subtask is called on one line. */
public final class SubtaskNames {
  private static final int SHORT = 8;

  private SubtaskNames() {}

  /** {@code chapter 12 (subtask 1a2b3c4d)}. */
  public static String of(SubtaskView subtask) {
    return entity(subtask) + " (subtask " + shortId(subtask.id()) + ")";
  }

  /** {@code chapter 12}. */
  public static String entity(SubtaskView subtask) {
    return subtask.entityType() + subtask.seq().map(seq -> " " + seq).orElse("");
  }

  /** Enough of the id to name it on the command line. */
  public static String shortId(SubtaskId id) {
    return id.toString().substring(0, SHORT);
  }
}
