package org.translationjobs.pipeline;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How well the sources and the answers of one request fit each other: logarithms of how much likelier
 * a pair looks like this when one is the translation of the other than when it is not, estimated from
 * what both show whatever their language. Immutable.
 */
final class Fits {
  private static final double MISSING = -1;
  private static final double LOWEST = -6;

  /** Costs of a word on one side only that this reply otherwise keeps as it is, such as a name. */
  private static final double LOST_WORD = 1;

  private static final double HIGHEST = 25;

  /** Shorter answers are the same by chance, such as greetings. */
  private static final int MIN_REPEATED = 12;

  private final BitSet repeated = new BitSet();
  private final TextProfile[] sources;
  private final TextProfile[] targets;

  /** Each with the one behind it. */
  private final TextProfile[] sourcePairs;
  private final TextProfile[] targetPairs;

  /** In how many sources, and in how many targets, each stem of both sides stands. */
  private final Map<String, Integer> inSources;
  private final Map<String, Integer> inTargets;
  private final double ratio;

  Fits(List<Pairing.Pair> pairs) {
    var ofSources = pairs.stream().map(p -> TextProfile.of(p.source())).toList();
    var ofTargets = pairs.stream().map(p -> TextProfile.of(p.target())).toList();
    this.inSources = frequencies(ofSources);
    this.inTargets = frequencies(ofTargets);
    // what stands on one side alone tells nothing
    inSources.keySet().retainAll(inTargets.keySet());
    inTargets.keySet().retainAll(inSources.keySet());
    this.sources = onlyWith(inSources.keySet(), ofSources);
    this.targets = onlyWith(inSources.keySet(), ofTargets);
    this.sourcePairs = pairs(sources);
    this.targetPairs = pairs(targets);
    var s = 1;
    var t = 1;
    for (var i = 0; i < sources.length; i++) {
      if (!isMissing(i)) {
        s += sources[i].length();
        t += targets[i].length();
      }
    }
    this.ratio = Math.log((double) t / s);
    for (var i = 1; i < pairs.size(); i++) {
      var one = pairs.get(i - 1);
      var other = pairs.get(i);
      if (isIn(one.target(), other.target()) && !isIn(one.source(), other.source())) {
        repeated.set(i - 1, i + 1);
      }
    }
  }

  private static TextProfile[] onlyWith(Set<String> stems, List<TextProfile> texts) {
    return texts.stream().map(text -> text.onlyWith(stems)).toArray(TextProfile[]::new);
  }

  private static Map<String, Integer> frequencies(List<TextProfile> texts) {
    var frequencies = new HashMap<String, Integer>();
    for (var text : texts) {
      text.stems().forEach(stem -> frequencies.merge(stem, 1, Integer::sum));
    }
    return frequencies;
  }

  private static TextProfile[] pairs(TextProfile[] single) {
    return IntStream.range(0, Math.max(0, single.length - 1))
        .mapToObj(i -> single[i].followedBy(single[i + 1]))
        .toArray(TextProfile[]::new);
  }

  /** Whether the answer stands in one beside it too, while the sources are different. */
  boolean isRepeated(int target) {
    return repeated.get(target);
  }

  boolean areRepeated() {
    return !repeated.isEmpty();
  }

  private static boolean isIn(String one, String other) {
    return one.length() < other.length()
        ? one.length() >= MIN_REPEATED && other.contains(one)
        : other.length() >= MIN_REPEATED && one.contains(other);
  }

  boolean isMissing(int target) {
    return targets[target].length() == 0;
  }

  /** Of one source and one answer. */
  double beside(int source, int target) {
    return isMissing(target) ? MISSING : fit(sources[source], targets[target]);
  }

  /** Of a source and the one behind it, and one answer. */
  double merged(int source, int target) {
    return isMissing(target)
        ? LOWEST
        : fit(sourcePairs[source], targets[target]);
  }

  /** Of one source, and an answer and the one behind it. */
  double split(int source, int target) {
    return isMissing(target) || isMissing(target + 1)
        ? LOWEST
        : fit(sources[source], targetPairs[target]);
  }

  private double fit(TextProfile source, TextProfile target) {
    var score = length(source, target) + punctuation(source, target);
    score += common(source.numbers(), target.numbers()) * 2.5;
    score += words(source.stems(), target.stems());
    return Math.clamp(score, LOWEST, HIGHEST);
  }

  private double words(Set<String> one, Set<String> other) {
    var score = 0.0;
    for (var stem : one) {
      score += other.contains(stem)
          ? Math.log((sources.length + 1.0) / inSources.getOrDefault(stem, 1))
          : -LOST_WORD * shareKept(stem);
    }
    for (var stem : other) {
      if (!one.contains(stem)) {
        score -= LOST_WORD * shareKept(stem);
      }
    }
    return score;
  }

  /** How much of a stem's occurrences has a counterpart somewhere on the other side, from 0 to 1. */
  private double shareKept(String stem) {
    double one = inSources.getOrDefault(stem, 0);
    double other = inTargets.getOrDefault(stem, 0);
    return Math.min(one, other) / Math.max(one, other);
  }

  private double length(TextProfile source, TextProfile target) {
    var off = Math.log((target.length() + 1.0) / (source.length() + 1.0)) - ratio;
    var spread = Math.sqrt(0.02 + 4.0 / (source.length() + 1));
    return Math.max(-6, Math.log(1.2 / spread) - off * off / (2 * spread * spread));
  }

  private static double punctuation(TextProfile source, TextProfile target) {
    var score = source.ending() == target.ending() ? source.ending() == '.' ? 0.4 : 1.5 : -1.5;
    score += source.isSpeech() == target.isSpeech() ? 0.5 : -1;
    for (var kind = 0; kind < source.signs().size(); kind++) {
      int one = source.signs().get(kind);
      int other = target.signs().get(kind);
      score += one == other ? one == 0 ? 0.1 : 0.6
          : -Math.abs(one - other) / Math.sqrt(one + other);
    }
    return score;
  }

  private static int common(Set<String> one, Set<String> other) {
    var both = new HashSet<>(one);
    both.retainAll(other);
    return both.size();
  }
}
