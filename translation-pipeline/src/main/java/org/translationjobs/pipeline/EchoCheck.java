package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * A sentence does not come back untranslated. Names, numbers and single words may; so may anything
 * between variants of one language. What has not one common word of the source language looks like a
 * quotation in a third one and is let through with a warning.
 */
final class EchoCheck implements Check {
  /** Words in scripts with spaces; below it a text may be a name or an exclamation. */
  private static final int MIN_WORDS = 4;

  private static final int MIN_LETTERS = 15;

  /** Letters of scripts without spaces that make a sentence. */
  private static final int MIN_IDEOGRAPHS = 8;

  /** From so many words on, nearly the same counts as the same. */
  private static final int MIN_WORDS_OF_NEARLY = 10;

  private static final double NEARLY = 0.9;
  private static final double MOSTLY_NAMES = 0.6;

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    if (sameLanguage(candidate.languages().from(), candidate.languages().to())) {
      return PASSED;
    }
    var source = Markers.strip(candidate.source());
    var target = Markers.strip(candidate.target());
    var written = Words.asWritten(source);
    if (!isSentence(source, written) || !isEcho(source, target) || isMostlyNames(written)) {
      return PASSED;
    }
    var foreign =
        written.size() >= MIN_WORDS
            && candidate.words().share(Words.of(source)) == 0;
    return foreign
        ? new Verdict.Warned("not translated, perhaps in a third language: " + Excerpt.of(source))
        : new Verdict.Refused("the answer is the source text");
  }

  private static boolean isSentence(String source, List<String> words) {
    var ideographs = source.codePoints().filter(EchoCheck::isWithoutSpaces).count();
    var letters = source.codePoints().filter(Character::isLetter).count();
    return ideographs >= MIN_IDEOGRAPHS || (words.size() >= MIN_WORDS && letters >= MIN_LETTERS);
  }

  private static boolean isWithoutSpaces(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private static boolean isEcho(String source, String target) {
    if (source.equals(target)) {
      return true;
    }
    var sourceWords = Words.of(source);
    var targetWords = Words.of(target);
    return sourceWords.equals(targetWords)
        || (sourceWords.size() >= MIN_WORDS_OF_NEARLY
            && common(sourceWords, targetWords)
                >= NEARLY * Math.max(sourceWords.size(), targetWords.size()));
  }

  private static int common(List<String> one, List<String> other) {
    var counts = new HashMap<String, Integer>();
    one.forEach(word -> counts.merge(word, 1, Integer::sum));
    var common = 0;
    for (var word : other) {
      if (counts.merge(word, -1, Integer::sum) >= 0) {
        common++;
      }
    }
    return common;
  }

  private static boolean isMostlyNames(List<String> words) {
    var names =
        words.stream()
            .filter(w -> !Character.isLowerCase(w.codePointAt(0)) && isCased(w.codePointAt(0)))
            .count();
    return names >= MOSTLY_NAMES * words.size();
  }

  /** Letters without case are no sign of a name. */
  private static boolean isCased(int codePoint) {
    return Character.isUpperCase(codePoint) || Character.isDigit(codePoint);
  }

  private static boolean sameLanguage(String from, String to) {
    return from.equalsIgnoreCase(to) || (!primary(from).isEmpty() && primary(from).equals(primary(
        to)));
  }

  private static String primary(String tag) {
    return Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
  }
}
