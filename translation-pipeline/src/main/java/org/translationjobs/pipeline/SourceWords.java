package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a source text tells of its words: which are common, which are names, and which stand in it
 * more than once. Counted when first asked for. Used by one thread.
 */
final class SourceWords {
  private static final int HOW_MANY_COMMON = 40;
  private static final int COMMON = 3;

  /** Fewer different words say nothing about a sentence that shares none of them. */
  private static final int MIN_VOCABULARY = 200;

  private static final Pattern POINT = Pattern.compile("⟦\\d{1,7}/⟧");

  private final List<String> texts;
  private @Nullable Counts counts;

  /** @param texts the segments, with markers */
  SourceWords(List<String> texts) {
    this.texts = List.copyOf(new HashSet<>(texts));
  }

  /**
   * @param segments
   *          for each word in lower case, in how many different segments it stands
   * @param small
   *          the words that stand somewhere in small letters
   * @param names
   *          in lower case
   */
  private record Counts(
      Map<String, Integer> segments, Set<String> small, Set<String> names, Set<String> common) {}

  /** Whether it stands within a sentence with a capital. */
  boolean isName(String word) {
    return counts().names().contains(lower(word));
  }

  /** Whether it stands anywhere in small letters. */
  boolean isSmallSomewhere(String word) {
    return counts().small().contains(lower(word));
  }

  /** The commonest words, in lower case, without names. */
  Set<String> common() {
    return counts().common();
  }

  /** Whether the text is long enough to know most words of its language that it uses. */
  boolean areMany() {
    return counts().segments().size() >= MIN_VOCABULARY;
  }

  /**
   * Which part of a segment's words stands in other segments too, from 0 to 1.
   *
   * @param words
   *          of a segment of this text, or of a part of one; not empty
   */
  double shareKnown(List<String> words) {
    var segments = counts().segments();
    var known = words.stream().filter(word -> segments.getOrDefault(lower(word), 0) > 1).count();
    return (double) known / words.size();
  }

  private Counts counts() {
    var known = counts;
    if (known == null) {
      known = count();
      counts = known;
    }
    return known;
  }

  private Counts count() {
    var segments = new HashMap<String, Integer>();
    var smallWords = new HashMap<String, Integer>();
    var names = new HashSet<String>();
    for (var text : texts) {
      var words = Words.asWritten(Markers.strip(text));
      words.stream()
          .map(SourceWords::lower)
          .distinct()
          .forEach(word -> segments.merge(word, 1, Integer::sum));
      var small = words.stream().filter(word -> !Words.isCapitalised(word)).toList();
      small.forEach(word -> smallWords.merge(lower(word), 1, Integer::sum));
      ProperNames.in(running(text)).forEach(found -> names.add(lower(found)));
    }
    return new Counts(segments, smallWords.keySet(), names, commonest(smallWords));
  }

  /** Without markers, and with plain spaces; what stands behind a break begins a line. */
  static String running(String text) {
    return Markers.strip(POINT.matcher(text).replaceAll("\n")).replace('\u00A0', ' ');
  }

  private static Set<String> commonest(Map<String, Integer> counts) {
    return counts.entrySet()
        .stream()
        .filter(entry -> entry.getValue() >= COMMON)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(HOW_MANY_COMMON)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
