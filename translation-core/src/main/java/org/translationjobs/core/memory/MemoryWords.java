package org.translationjobs.core.memory;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which words a segment is found. Pure.
 */
public final class MemoryWords {
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.THAI,
          UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

  private MemoryWords() {}

  /**
   * The different words of a text in lower case, sorted: runs of letters and digits; in scripts
   * without spaces every two characters that stand side by side, and a character that stands alone.
   * Whatever contains a text as whole words (without spaces: as two characters or more) has all of
   * that text's words. Markers, which stand between ⟦ and ⟧, are no words and separate none.
   */
  public static List<String> of(String text) {
    var words = new TreeSet<String>();
    var word = new StringBuilder();
    var run = new ArrayList<String>();
    var plain = text.replaceAll("⟦[^⟧]*⟧", "").toLowerCase(Locale.ROOT);
    plain.codePoints().forEach(c -> {
      if (WITHOUT_SPACES.contains(UnicodeScript.of(c))) {
        end(word, words);
        run.add(Character.toString(c));
      } else if (Character.isLetterOrDigit(c) || Character.getType(c)
          == Character.NON_SPACING_MARK) {
        end(run, words);
        word.appendCodePoint(c);
      } else {
        end(run, words);
        end(word, words);
      }
    });
    end(run, words);
    end(word, words);
    return List.copyOf(words);
  }

  /**
   * The words of a term, without what would miss texts that have the term: in scripts without spaces a
   * single character, which in a text is part of its neighbours' pairs. Empty for a term that no word
   * finds.
   */
  public static List<String> toFind(String term) {
    return of(term).stream().filter(word -> !isSingle(word)).toList();
  }

  private static boolean isSingle(String word) {
    return word.codePointCount(0, word.length()) == 1
        && WITHOUT_SPACES.contains(UnicodeScript.of(word.codePointAt(0)));
  }

  private static void end(StringBuilder word, Set<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static void end(List<String> run, Set<String> words) {
    for (var i = 0; i + 1 < run.size(); i++) {
      words.add(run.get(i) + run.get(i + 1));
    }
    if (run.size() == 1) {
      words.add(run.getFirst());
    }
    run.clear();
  }
}
