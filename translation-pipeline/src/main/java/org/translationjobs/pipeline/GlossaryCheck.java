package org.translationjobs.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.GlossaryTerm;

/**
 * Where a term of the glossary stands in the source, its translation stands in the target. Endings of
 * words may differ, as grammar demands; languages without spaces are compared by characters.
 */
final class GlossaryCheck implements Check {
  /** How much of a word has to be there. */
  private static final double STEM = 0.7;

  private static final int MIN_STEM = 3;

  @Override
  public String name() {
    return "glossary";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var terms = candidate.told().glossary();
    if (terms.isEmpty()) {
      return PASSED;
    }
    var source = Markers.strip(candidate.source());
    var target = Markers.strip(candidate.target());
    var words = Words.of(source);
    var missing =
        terms.stream()
            .filter(term -> isIn(term.source(), source, words) && !isTranslated(term, target))
            .map(term -> term.source() + " → " + term.target())
            .toList();
    return missing.isEmpty()
        ? PASSED
        : new Verdict.Warned(
            missing.size() == 1 ? "not used: " + missing.getFirst()
                : "not used: " + missing.stream().limit(3).collect(Collectors.joining(", ")));
  }

  /** As whole words, in a language with spaces. */
  private static boolean isIn(String term, String text, List<String> words) {
    if (Scripts.lettersWithoutSpaces(term) > 0) {
      return text.contains(term);
    }
    var wanted = Words.of(term);
    for (var i = 0; !wanted.isEmpty() && i + wanted.size() <= words.size(); i++) {
      if (words.subList(i, i + wanted.size()).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTranslated(GlossaryTerm term, String target) {
    var text = target.toLowerCase(Locale.ROOT);
    var wanted = term.target().toLowerCase(Locale.ROOT);
    return text.contains(wanted)
        || (Scripts.lettersWithoutSpaces(wanted) == 0
            && !Words.of(wanted).isEmpty()
            && Words.of(wanted).stream().allMatch(word -> text.contains(stem(word))));
  }

  private static String stem(String word) {
    var length = Math.max(MIN_STEM, (int) Math.ceil(word.length() * STEM));
    return word.length() <= length ? word : word.substring(0, length);
  }
}
