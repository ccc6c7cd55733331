package org.translationjobs.pipeline;

/**
 * Where the source quotes or speaks, the target does, in whatever signs its language has for it, and
 * as many quotations are closed as are opened.
 */
final class QuotesCheck implements Check {
  private static final String OPENING = "“«「『„";
  private static final String CLOSING = "”»」』";
  private static final String STRAIGHT = "\"＂";
  private static final String OTHERS = "‘’'‹›—–―-";

  @Override
  public String name() {
    return "quotes";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var source = candidate.source();
    var target = candidate.target();
    if (isQuoting(source) && !isQuoting(target) && !hasOthers(target)) {
      return new Verdict.Warned("the source has quotation marks, the target has none");
    }
    if (isQuoting(target) && !isQuoting(source) && !hasOthers(source)) {
      return new Verdict.Warned("the target has quotation marks, the source has none");
    }
    return !candidate.isFragment() && isBalanced(source) && !isBalanced(target)
        ? new Verdict.Warned("a quotation is opened or closed alone")
        : PASSED;
  }

  private static boolean isQuoting(String text) {
    return Counts.ofAny(OPENING + CLOSING + STRAIGHT, text) > 0;
  }

  private static boolean hasOthers(String text) {
    return Counts.ofAny(OTHERS, text) > 0;
  }

  /** Whether as many quotations are closed as are opened. */
  static boolean isBalanced(String text) {
    return Counts.ofAny(OPENING, text) == Counts.ofAny(CLOSING, text)
        && Counts.ofAny(STRAIGHT, text) % 2 == 0;
  }
}
