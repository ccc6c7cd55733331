package org.translationjobs.pipeline;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names as capitals tell them: a word with a capital within a sentence. Pure. */
public final class ProperNames {
  /** A capital, looked for first because it is rare, within a sentence, also behind a title such as Mr. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?=\\p{Lu})(?<=\\p{Ll} |\\p{Ll}, |\\p{Ll} \\p{Lu}\\p{Ll}{0,2}\\. )\\p{Lu}[\\p{Ll}\\p{M}]+(?![\\p{L}\\p{M}\\p{N}])");

  private ProperNames() {}

  /**
   * As they are written, with repetitions. None in a text of which less than half the words are in
   * small letters, such as a heading, nor in a language whose letters have no case.
   *
   * @param text
   *          without markers; a new line begins a sentence
   */
  public static List<String> in(String text) {
    var words = Words.asWritten(text);
    var small = words.stream().filter(word -> !Words.isCapitalised(word)).count();
    return small * 2 >= words.size()
        ? NAME.matcher(text.replace('\u00A0', ' ')).results().map(MatchResult::group).toList()
        : List.of();
  }

  /** Whether only names have capitals within a sentence of a language. */
  public static boolean areCapitalised(String lang) {
    return Languages.hasCapitalsForNames(lang);
  }
}
