package org.translationjobs.pipeline;

import java.util.Locale;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.GlossaryTerm;

/**
 * Where a term of the glossary stands in the source, its translation stands in the target. Endings of
 * words may differ, as grammar demands; languages without spaces are compared by characters. An engine
 * that promised to use the terms is asked once more.
 */
final class GlossaryCheck implements Check {
  /** How much of a word has to be there. */
  private static final double STEM = 0.7;

  private static final int MIN_STEM = 3;
  private static final int MOST_NAMED = 3;

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
    var target = Markers.strip(candidate.target());
    var missing =
        ActiveTerms.told(ActiveTerms.of(terms).in(candidate.source()))
            .stream()
            .filter(term -> !isTranslated(term, target))
            .map(term -> term.source() + " → " + term.target())
            .toList();
    if (missing.isEmpty()) {
      return PASSED;
    }
    var reason =
        "not used: " + missing.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return candidate.told().obeysGlossary()
        ? new Verdict.Doubted(reason)
        : new Verdict.Warned(reason);
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
