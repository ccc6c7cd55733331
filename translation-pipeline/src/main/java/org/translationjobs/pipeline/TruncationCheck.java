package org.translationjobs.pipeline;

/**
 * A target ends as a sentence does where its source does. One that also lacks a good part of the text
 * is refused; one that only lacks the sign is doubted.
 */
final class TruncationCheck implements Check {
  /** A shorter target than this part of what is usual lacks some of the text. */
  private static final double LACKING = 0.75;

  private static final int SHORT = 40;

  @Override
  public String name() {
    return "truncation";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var source = Markers.strip(candidate.source());
    var target = Markers.strip(candidate.target());
    if (candidate.isFragment()
        || !Endings.isSentence(source)
        || Endings.isSentence(target)
        || !Languages.endsSentences(candidate.languages().to())) {
      return PASSED;
    }
    var expected = source.length() * Languages.lengthRatio(candidate.languages());
    return source.length() >= SHORT && target.length() < expected * LACKING
        ? new Verdict.Refused("the answer ends in the middle of a sentence")
        : new Verdict.Doubted("the source ends with a sign that the answer does not have");
  }
}
