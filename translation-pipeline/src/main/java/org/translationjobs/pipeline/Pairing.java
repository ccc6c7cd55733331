package org.translationjobs.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether the answers of one request stand under the ids of their sources: the commonest damage in
 * replies of language models is a paragraph merged, split, dropped or doubled, and all that follow
 * moved by one, although no id is missing. Every answer may be fine then, only not in its place, so
 * that no check of a single segment notices.
 *
 * <p>
 * All ways to lay the answers beside the sources are compared, in the manner of sentence alignment
 * (W. Gale and K. Church, <em>A program for aligning sentences in bilingual corpora</em>, 1993): one
 * beside one, two beside one, one beside none, not farther than {@value #REACH} from its place. As
 * long as every answer's own place is clearly better than any other way, the reply stands as it came.
 * Otherwise each answer is taken only where its place is clearer still: its own, or one beside it.
 * Takes time in proportion to the number of segments.
 */
final class Pairing {
  private static final int REACH = 2;
  private static final int OFFSETS = 2 * REACH + 1;

  /** Costs of a source without an answer, and of an answer without a source. */
  private static final double GAP = 2;

  /** Costs of two sources in one answer, and of one source in two. */
  private static final double MERGED = 2;

  /** By how much the way with an answer in its place has to be better than any other. */
  private static final double PROBABLE = 5.5;

  /** The same in a reply in which something is wrong for certain. */
  private static final double CERTAIN = 6;

  /** The same for an answer that is not in its place. */
  private static final double MOVED = 7;

  static final int NONE = -1;

  private final int size;
  private final Fits fits;

  /** What each step is worth that begins at an answer, at an offset from it. */
  private final double[][][] scores;

  /** Best ways from the start to each cell, and from each cell to the end. */
  private final double[][] until;
  private final double[][] from;

  /** A source and what came back under its id; an empty target is a missing one. */
  record Pair(String source, String target) {}

  /** One step of a way: so many sources beside so many answers. */
  private enum Step {
    BESIDE(0, 1, 1), MERGE(1, 2, 1), SPLIT(2, 1, 2), DROP(3, 1, 0), ADD(4, 0, 1);

    private final int column;
    private final int sources;
    private final int targets;

    Step(int column, int sources, int targets) {
      this.column = column;
      this.sources = sources;
      this.targets = targets;
    }
  }

  private Pairing(List<Pair> pairs) {
    size = pairs.size();
    fits = new Fits(pairs);
    until = new double[size + 1][OFFSETS];
    from = new double[size + 1][OFFSETS];
    fill(until);
    fill(from);
    until[0][REACH] = 0;
    from[size][REACH] = 0;
    scores = new double[size + 1][OFFSETS][Step.values().length];
    for (var t = 0; t <= size; t++) {
      for (var offset = 0; offset < OFFSETS; offset++) {
        for (var step : Step.values()) {
          if (isPossible(step, t + offset - REACH, t)) {
            scores[t][offset][step.column] = scoreOf(step, t + offset - REACH, t);
          }
        }
      }
    }
  }

  /**
   * For each source the index of the answer that belongs to it, {@link #NONE} where that is not sure.
   */
  static int[] places(List<Pair> pairs) {
    return pairs.size() < 2 ? new int[pairs.size()] : new Pairing(pairs).places();
  }

  private int[] places() {
    run();
    var rivals = IntStream.range(0, size).mapToObj(this::rivals).toList();
    var isBroken = fits.areRepeated() || !rivals.stream().allMatch(Rivals::isInPlace);
    var places = new int[size];
    for (var s = 0; s < size; s++) {
      places[s] = isBroken ? rivals.get(s).place() : s;
    }
    return places;
  }

  private Rivals rivals(int s) {
    var rivals = new Rivals(s);
    for (var t = Math.max(0, s - REACH - 1); t <= Math.min(size, s + REACH); t++) {
      for (var step : Step.values()) {
        for (var first = s - step.sources + 1; first <= s; first++) {
          if (isPossible(step, first, t)) {
            rivals.add(step, t, through(first, t, step));
          }
        }
      }
    }
    return rivals;
  }

  /** The best way that goes through this step. */
  private double through(int s, int t, Step step) {
    return until[t][s - t + REACH]
        + score(step, s, t)
        + from[t + step.targets][s + step.sources - (t + step.targets) + REACH];
  }

  /** The best ways that have one source beside each of the answers around its place. */
  private final class Rivals {
    private final double[] beside = new double[OFFSETS];
    private final int source;
    private double other = Double.NEGATIVE_INFINITY;

    Rivals(int source) {
      this.source = source;
      Arrays.fill(beside, Double.NEGATIVE_INFINITY);
    }

    void add(Step step, int target, double score) {
      if (step == Step.BESIDE) {
        beside[target - source + REACH] = score;
      } else {
        other = Math.max(other, score);
      }
    }

    boolean isInPlace() {
      return advantage(REACH) >= PROBABLE;
    }

    /** By how much the best way with the answer at this offset is better than any other. */
    private double advantage(int offset) {
      var best = other;
      for (var rival = 0; rival < OFFSETS; rival++) {
        best = rival == offset ? best : Math.max(best, beside[rival]);
      }
      return beside[offset] - best;
    }

    int place() {
      var best = REACH;
      for (var offset = 0; offset < OFFSETS; offset++) {
        best = beside[offset] > beside[best] ? offset : best;
      }
      var place = source + best - REACH;
      var needed = best == REACH ? CERTAIN : MOVED;
      return advantage(best) >= needed && !fits.isRepeated(place) ? place : NONE;
    }
  }

  /** The best ways through each cell: before it over the answers in order, behind it backwards. */
  private void run() {
    for (var t = 0; t <= size; t++) {
      for (var offset = 0; offset < OFFSETS; offset++) {
        var s = t + offset - REACH;
        for (var step : Step.values()) {
          if (isPossible(step, s, t)) {
            var to = until[t + step.targets];
            var column = s + step.sources - (t + step.targets) + REACH;
            to[column] = Math.max(to[column], until[t][offset] + score(step, s, t));
          }
        }
      }
    }
    for (var t = size; t >= 0; t--) {
      for (var offset = OFFSETS - 1; offset >= 0; offset--) {
        var s = t + offset - REACH;
        for (var step : Step.values()) {
          if (isPossible(step, s, t)) {
            var column = s + step.sources - (t + step.targets) + REACH;
            from[t][offset] =
                Math.max(
                    from[t][offset], score(step, s, t) + from[t + step.targets][column]);
          }
        }
      }
    }
  }

  private double score(Step step, int s, int t) {
    return scores[t][s - t + REACH][step.column];
  }

  private double scoreOf(Step step, int s, int t) {
    return switch (step) {
      case BESIDE -> fits.beside(s, t);
      case MERGE -> fits.merged(s, t) - MERGED;
      case SPLIT -> fits.split(s, t) - MERGED;
      case DROP -> -GAP;
      case ADD -> fits.isMissing(t) ? 0 : -GAP;
    };
  }

  private boolean isPossible(Step step, int s, int t) {
    return isWithin(s, t) && isWithin(s + step.sources, t + step.targets);
  }

  private boolean isWithin(int s, int t) {
    return s >= 0 && s <= size && t <= size && Math.abs(s - t) <= REACH;
  }

  private static void fill(double[][] cells) {
    for (var row : cells) {
      Arrays.fill(row, Double.NEGATIVE_INFINITY);
    }
  }
}
