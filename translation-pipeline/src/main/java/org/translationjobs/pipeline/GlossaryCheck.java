package org.translationjobs.pipeline;

import java.util.stream.Collectors;

/**
 * Where a term of the glossary stands in the source, its translation stands in the target, see
 * {@link TermUse}. An engine that promised to use the terms is asked once more.
 */
final class GlossaryCheck implements Check {
  static final String NAME = "glossary";

  private static final int MOST_NAMED = 3;

  @Override
  public String name() {
    return NAME;
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
            .filter(term -> !TermUse.isIn(term.target(), target))
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
}
