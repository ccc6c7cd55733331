package org.translationjobs.pipeline;

/**
 * A target begins with a capital or a quotation where its source does; it ends with a sign where that
 * does, and closes the quotation that ends there. One that does not and also lacks a good part of the
 * text is refused; one that only lacks the sign at the end of a sentence, or about half of the text and
 * with it whole sentences, is doubted.
 */
final class TruncationCheck implements Check {
  /** A shorter target than this part of what is usual lacks some of the text. */
  private static final double LACKING = 0.75;

  /** About a half, with what a short text may be shorter. */
  private static final double HALF = 0.6;

  /** Signs within a sentence, and none at all. */
  private static final String UNFINISHED = "a,;-x";

  @Override
  public String name() {
    return "truncation";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var source = Markers.strip(candidate.source());
    var target = Markers.strip(candidate.target());
    if (candidate.isFragment() || !Languages.endsSentences(candidate.languages().to())) {
      return PASSED;
    }
    var expected = source.length() * Languages.lengthRatio(candidate.languages());
    var isLacking = target.length() < expected * LACKING;
    if (isLacking && Endings.isBeginning(source) && Endings.isWithinSentence(target)) {
      return new Verdict.Refused("the answer begins within the text");
    }
    if (!isUnfinished(source, target)) {
      return target.length() < expected * HALF
          && Endings.sentences(target) < Endings.sentences(source)
              ? new Verdict.Doubted("the answer is short and has fewer sentences than the source")
              : PASSED;
    }
    if (isLacking) {
      return new Verdict.Refused("the answer ends before the text does");
    }
    return Endings.isSentence(source) && !Endings.isSentence(target)
        ? new Verdict.Doubted("the source ends with a sign that the answer does not have")
        : PASSED;
  }

  private static boolean isUnfinished(String source, String target) {
    var before = Endings.of(source);
    var after = Endings.of(target);
    var hasNoSign =
        before != after && UNFINISHED.indexOf(after) >= 0 && before != 'a' && before != 'x';
    return hasNoSign || (Endings.isQuotation(source) && !Endings.isQuotation(target)
        && QuotesCheck.isBalanced(source) && !QuotesCheck.isBalanced(target));
  }
}
