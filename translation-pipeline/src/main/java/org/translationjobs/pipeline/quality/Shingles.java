package org.translationjobs.pipeline.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.translationjobs.pipeline.Scripts;
import org.translationjobs.pipeline.Words;

/**
 * What stands side by side in a text: every three words, or four characters of scripts without
 * spaces.
 */
record Shingles(Set<Integer> hashes) {
  private static final int WORDS = 3;
  private static final int CHARACTERS = 4;

  static Shingles of(List<String> paragraphs) {
    var hashes = new HashSet<Integer>();
    for (var paragraph : paragraphs) {
      var words = Words.of(paragraph);
      for (var i = 0; i + WORDS <= words.size(); i++) {
        hashes.add(words.subList(i, i + WORDS).hashCode());
      }
      for (var word : words) {
        for (var i = 0; i + CHARACTERS <= word.length()
            && Scripts.lettersWithoutSpaces(word) > 0; i++) {
          hashes.add(word.substring(i, i + CHARACTERS).hashCode());
        }
      }
    }
    return new Shingles(hashes);
  }

  int size() {
    return hashes.size();
  }

  /** What two texts have in common of all that is in either, from 0 to 1. */
  double likeness(Shingles other) {
    var common = hashes.stream().filter(other.hashes::contains).count();
    var all = hashes.size() + other.hashes.size() - common;
    return all == 0 ? 0 : (double) common / all;
  }
}
