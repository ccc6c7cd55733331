package org.translationjobs.pipeline.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words of a segment, and where sentences and direct speech begin. */
final class Sentence {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’\\-][\\p{L}\\p{M}\\p{N}]+)*");
  private static final Pattern POSSESSIVE = Pattern.compile("['’]s$");
  private static final Pattern START = Pattern.compile("[.!?…:\"“”„‘«»—–¡¿(\\[*\\n]|-{2,}| -|- ");

  private Sentence() {}

  /**
   * A word in its text.
   *
   * @param text
   *          without a possessive 's
   * @param begins
   *          whether it may have its capital because a sentence begins
   * @param isNext
   *          whether nothing but a space, or the point of an abbreviation, stands before it
   */
  record Word(String text, int start, int end, boolean begins, boolean isNext) {
    boolean isCapitalised() {
      var first = text.codePointAt(0);
      return Character.isUpperCase(first) || Character.isTitleCase(first);
    }

    /** Nothing but capitals hide whether it is a name. */
    boolean isShouted() {
      return text.codePointCount(0, text.length()) > 1
          && text.codePoints().noneMatch(Character::isLowerCase)
          && text.codePoints().allMatch(c -> !Character.isLetter(c) || Character.isUpperCase(c));
    }

    boolean isName() {
      return isCapitalised() && !isShouted() && !NameWords.isNoName(text);
    }
  }

  static List<Word> words(String text) {
    var words = new ArrayList<Word>();
    var matcher = WORD.matcher(text);
    var done = 0;
    while (matcher.find()) {
      var gap = text.substring(done, matcher.start());
      var isAbbreviated = !words.isEmpty() && isAbbreviation(words.getLast().text())
          && (gap.equals(". ") || gap.equals("."));
      var word = POSSESSIVE.matcher(matcher.group()).replaceFirst("");
      var isPossessed = !words.isEmpty() && words.getLast().end() < done;
      words.add(
          new Word(
              word, matcher.start(), matcher.start() + word.length(),
              words.isEmpty() || (!isAbbreviated && START.matcher(gap).find()),
              !words.isEmpty() && !isPossessed && (gap.equals(" ") || isAbbreviated)));
      done = matcher.end();
    }
    return words;
  }

  private static boolean isAbbreviation(String word) {
    return NameWords.isFormOfAddress(word)
        || NameWords.isTitle(word)
        || (word.length() == 1 && Character.isUpperCase(word.charAt(0)));
  }
}
