package org.translationjobs.core.promotion;

import java.time.Duration;
import org.translationjobs.core.job.SubtaskId;

/** Why a finished subtask cannot be promoted, and what that leads to. */
public sealed interface Obstacle {
  /** How long a missing or altered object is looked for again. */
  Duration LOOK_AGAIN_FOR = Duration.ofMinutes(1);

  /** Wait between two looks. */
  Duration LOOK_AGAIN_EVERY = Duration.ofSeconds(5);

  /** How often a subtask is translated again because of obstacles. */
  int MOST_REPEATS = 2;

  SubtaskId subtask();

  String reason();

  /** The staged object is missing, truncated, altered or unreadable. */
  record Damaged(SubtaskId subtask, String reason) implements Obstacle {}

  /** The source text was changed after it was translated. */
  record SourceChanged(SubtaskId subtask, String reason) implements Obstacle {}

  /** The production table refuses the row; translating again does not help. */
  record RowRefused(SubtaskId subtask, String reason) implements Obstacle {}

  /** What to do about an obstacle. */
  sealed interface Decision {
    record LookAgain(Duration delay) implements Decision {}

    record TranslateAgain() implements Decision {}

    record Fail(String reason) implements Decision {}
  }

  /**
   * The decision; pure.
   *
   * @param repeats
   *          how often the subtask was translated again because of obstacles before
   * @param since
   *          for how long this obstacle has been there
   */
  static Decision decide(Obstacle obstacle, int repeats, Duration since) {
    return switch (obstacle) {
      case Damaged damaged when since.compareTo(LOOK_AGAIN_FOR) < 0 ->
          new Decision.LookAgain(LOOK_AGAIN_EVERY);
      case Damaged damaged -> repeatOrFail(damaged, repeats);
      case SourceChanged changed -> repeatOrFail(changed, repeats);
      case RowRefused refused -> new Decision.Fail(refused.reason());
    };
  }

  private static Decision repeatOrFail(Obstacle obstacle, int repeats) {
    return repeats < MOST_REPEATS
        ? new Decision.TranslateAgain()
        : new Decision.Fail(
            obstacle.reason() + ", after it was translated again " + repeats + " times");
  }
}
