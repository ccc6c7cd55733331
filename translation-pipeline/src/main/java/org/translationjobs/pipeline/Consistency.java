package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether segments of the same text were translated alike. Short ones may differ. */
public final class Consistency {
  static final String NAME = "consistency";

  private static final int MIN_WORDS = 4;
  private static final int MIN_LETTERS_WITHOUT_SPACES = 8;

  /** Less in common than this share of their words is clearly different. */
  private static final double ALIKE = 0.5;

  private final Map<List<String>, String> first = new HashMap<>();

  Consistency() {}

  /** The warning for an accepted answer, when an earlier one to the same text is clearly different. */
  Optional<String> warning(String source, String target) {
    var words = Words.of(Markers.strip(source));
    if (!isLongEnough(words, source)) {
      return Optional.empty();
    }
    var text = Markers.strip(target);
    var earlier = first.putIfAbsent(words, text);
    return earlier == null || areAlike(earlier, text)
        ? Optional.empty()
        : Optional.of(NAME + ": the same text was translated before as " + Excerpt.of(earlier));
  }

  /** Whether a text says so much that it should be translated alike wherever it stands. */
  public static boolean isLongEnough(List<String> words, String text) {
    return words.size() >= MIN_WORDS
        || Scripts.lettersWithoutSpaces(text) >= MIN_LETTERS_WITHOUT_SPACES;
  }

  private static boolean areAlike(String one, String other) {
    if (Scripts.lettersWithoutSpaces(one) > 0) {
      return one.equals(other);
    }
    var common = new HashSet<>(Words.of(one));
    var all = new HashSet<>(common);
    var second = new HashSet<>(Words.of(other));
    common.retainAll(second);
    all.addAll(second);
    return all.isEmpty() || common.size() >= ALIKE * all.size();
  }
}
