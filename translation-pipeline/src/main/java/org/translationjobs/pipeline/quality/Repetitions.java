package org.translationjobs.pipeline.quality;

import java.util.BitSet;
import java.util.List;
import org.translationjobs.pipeline.Consistency;
import org.translationjobs.pipeline.Words;

/**
 * Which paragraphs may stand in a novel more than once. Takes the same memory for every novel, for
 * which now and then one is named that does not.
 */
final class Repetitions {
  private static final int BITS = 24;

  private final BitSet once = new BitSet(1 << BITS);
  private final BitSet again = new BitSet(1 << BITS);

  void add(String paragraph) {
    var words = Words.of(paragraph);
    if (Consistency.isLongEnough(words, paragraph)) {
      var place = place(words);
      (once.get(place) ? again : once).set(place);
    }
  }

  /** Whether it was added at least twice, or looks as if it were; never for short ones. */
  boolean has(List<String> words) {
    return again.get(place(words));
  }

  private static int place(List<String> words) {
    var hash = words.hashCode() * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> (Long.SIZE - BITS));
  }
}
