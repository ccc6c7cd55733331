package org.translationjobs.pipeline.quality;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.translationjobs.pipeline.TermUse;

/** What may stand for a term in a translation. */
sealed interface Rendering {
  /** For people. */
  String shown();

  boolean isIn(TargetText target);

  /** What the glossary says, by the rule of its check. */
  record OfGlossary(String shown) implements Rendering {
    @Override
    public boolean isIn(TargetText target) {
      return TermUse.isIn(shown, target.text());
    }
  }

  /**
   * A word, whatever its ending; where it has a capital, its other forms have one, too, so that a
   * name is not found in ordinary words that begin like it.
   *
   * @param stem
   *          with which the word and its other forms begin
   */
  record Word(String shown, String stem) implements Rendering {
    private static final int SHORT = 4;
    private static final int ENDING = 3;
    private static final int ENDING_OF_SHORT = 1;

    static Word of(String word) {
      return new Word(word, TermUse.stem(word));
    }

    /** The word as it is written, with and without a capital. */
    Set<String> exactForms() {
      var small = shown.toLowerCase(Locale.ROOT);
      return Stream.of(shown, small, capitalised(small)).collect(Collectors.toUnmodifiableSet());
    }

    boolean isExactlyIn(TargetText target) {
      return exactForms().stream().anyMatch(target.words()::contains);
    }

    @Override
    public boolean isIn(TargetText target) {
      var longest = shown.length() + (shown.length() > SHORT ? ENDING : ENDING_OF_SHORT);
      return target.hasWord(stem, longest)
          || target.hasWord(stem.toUpperCase(Locale.ROOT), longest)
          || target.words().contains(shown.toLowerCase(Locale.ROOT))
          || (Character.isLowerCase(stem.codePointAt(0))
              && target.hasWord(capitalised(stem), longest));
    }

    private static String capitalised(String text) {
      var first = text.offsetByCodePoints(0, 1);
      return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
    }
  }

  /** Characters of a script that puts no spaces between words. */
  record Characters(String shown) implements Rendering {
    @Override
    public boolean isIn(TargetText target) {
      return target.contains(shown);
    }
  }
}
