package org.translationjobs.pipeline;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a text shows whatever its language, by which a translation is known from those of its
 * neighbours: its length, how it begins and ends, how often it asks, pauses and quotes, its numbers,
 * and the beginnings of its words, which names and words of a common origin keep.
 *
 * @param length
 *          letters, digits and signs without white space and markers
 * @param ending
 *          its last sign, see {@link Endings#of}
 * @param isSpeech
 *          whether it begins with a quotation mark or a dash
 * @param signs
 *          how often it has each kind of {@link #KINDS}
 * @param numbers
 *          those written in digits
 * @param stems
 *          the beginnings of its longer words and of short ones with a capital, without accents
 */
record TextProfile(
    int length, char ending, boolean isSpeech, List<Integer> signs, Set<String> numbers,
    Set<String> stems) {
  /** Question marks, exclamation marks, ends of sentences, pauses, and quotation marks. */
  private static final String[] KINDS =
      {"?？؟", "!！", ".。…．।", ",;:、，；：،؛", "\"“”«»„「」『』‹›"};

  private static final int STEM = 4;

  /** Letters at least of a short word with a capital, which may be a name. */
  private static final int NAME = 3;

  static TextProfile of(String marked) {
    var text = Markers.strip(marked);
    var signs = new int[KINDS.length];
    var numbers = new HashSet<String>();
    var stems = new HashSet<String>();
    var length = 0;
    for (var i = 0; i < text.length();) {
      var c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        var end = i + 1;
        while (end < text.length() && isInWord(text.charAt(end))) {
          end++;
        }
        addWord(text.substring(i, end), numbers, stems);
        length += end - i;
        i = end;
      } else {
        if (!Blank.is(c)) {
          length++;
          count(signs, c);
        }
        i++;
      }
    }
    return new TextProfile(
        length, Endings.of(text), Endings.isSpeech(text),
        Arrays.stream(signs).boxed().toList(), numbers, stems);
  }

  private static boolean isInWord(char c) {
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static void addWord(String word, Set<String> numbers, Set<String> stems) {
    if (Character.isDigit(word.charAt(0))) {
      numbers.add(word);
    } else if (isTelling(word)
        && Character.UnicodeScript.of(word.charAt(0)) != Character.UnicodeScript.HAN) {
      var folded = folded(word);
      stems.add(folded.substring(0, Math.min(STEM, folded.length())));
    }
  }

  private static boolean isTelling(String word) {
    return word.length() > STEM
        || (word.length() >= NAME && Character.isUpperCase(word.charAt(0)));
  }

  /** With no other stems than these. */
  TextProfile onlyWith(Set<String> kept) {
    var left = new HashSet<>(stems);
    left.retainAll(kept);
    return new TextProfile(length, ending, isSpeech, signs, numbers, left);
  }

  /** The profile of both texts, one behind the other. */
  TextProfile followedBy(TextProfile next) {
    var all =
        IntStream.range(0, signs.size()).mapToObj(i -> signs.get(i) + next.signs.get(i)).toList();
    var allNumbers = new HashSet<>(numbers);
    allNumbers.addAll(next.numbers);
    var allStems = new HashSet<>(stems);
    allStems.addAll(next.stems);
    return new TextProfile(
        length + next.length, next.ending, isSpeech, all, allNumbers, allStems);
  }

  private static void count(int[] signs, char c) {
    for (var kind = 0; kind < KINDS.length; kind++) {
      if (KINDS[kind].indexOf(c) >= 0) {
        signs[kind]++;
      }
    }
  }

  /** In small letters without accents. */
  private static String folded(String word) {
    var small = word.toLowerCase(Locale.ROOT);
    if (small.chars().allMatch(c -> c < 128)) {
      return small;
    }
    var folded = new StringBuilder();
    Normalizer.normalize(small, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }
}
