package org.translationjobs.core.memory;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * By which words a segment is found. Pure.
 */
public final class MemoryWords {
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.THAI,
          UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

  /** Thai: everything before it is of scripts with spaces. */
  private static final char FIRST_WITHOUT_SPACES = '\u0E00';

  private static final Pattern MARKER = Pattern.compile("⟦[^⟧]*⟧");

  private MemoryWords() {}

  /**
   * The different words of a text without regard to case (ı and İ are i), sorted: runs of letters and digits; in scripts
   * without spaces every two characters that stand side by side, and a character that stands alone.
   * Whatever contains a text as whole words (without spaces: as two characters or more) has all of
   * that text's words. Markers, which stand between ⟦ and ⟧, are no words and separate none.
   */
  public static List<String> of(String text) {
    var words = new HashSet<String>();
    var word = new StringBuilder();
    var run = new ArrayList<String>();
    var plain = text.indexOf('⟦') < 0 ? text : MARKER.matcher(text).replaceAll("");
    plain.codePoints().map(MemoryWords::folded).forEach(c -> {
      if (isWithoutSpaces(c)) {
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
    return words.stream().sorted().toList();
  }

  private static boolean isWithoutSpaces(int codePoint) {
    return codePoint >= FIRST_WITHOUT_SPACES
        && WITHOUT_SPACES.contains(UnicodeScript.of(codePoint));
  }

  /**
   * The ways to find a term: whatever text has it, also in capitals, has all words of one of them.
   * Mostly one way, two for a term that has other letters in capitals (Weiß, WEISS). Left out is what
   * would miss texts that have the term: in scripts without spaces a single character, which in a text
   * is part of its neighbours' pairs. Empty for a term that no word finds.
   */
  public static Set<List<String>> toFind(String term) {
    var ways = new LinkedHashSet<List<String>>();
    for (var form : List.of(term, term.toUpperCase(Locale.ROOT))) {
      ways.add(of(form).stream().filter(word -> !isSingle(word)).toList());
    }
    return ways.contains(List.of()) ? Set.of() : ways;
  }

  /** As {@link String#equalsIgnoreCase} compares. */
  private static int folded(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  private static boolean isSingle(String word) {
    return word.codePointCount(0, word.length()) == 1
        && isWithoutSpaces(word.codePointAt(0));
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
