package org.translationjobs.pipeline;

/** The target has as many brackets as the source, of whatever width. */
final class BracketsCheck implements Check {
  private static final String[] KINDS = {"(（", ")）", "[［【〔", "]］】〕", "{｛", "}｝"};

  @Override
  public String name() {
    return "brackets";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    for (var kind : KINDS) {
      var before = Counts.ofAny(kind, candidate.source());
      var after = Counts.ofAny(kind, candidate.target());
      if (before != after) {
        return new Verdict.Warned(
            after + " times '" + kind.charAt(0) + "' instead of " + before);
      }
    }
    return PASSED;
  }
}
