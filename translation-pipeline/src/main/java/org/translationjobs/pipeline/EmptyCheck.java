package org.translationjobs.pipeline;

/** A source with text has a target with text. */
final class EmptyCheck implements Check {
  @Override
  public String name() {
    return "empty";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    return Markers.strip(candidate.target()).codePoints().allMatch(Blank::is)
        ? new Verdict.Refused("the answer has no text")
        : PASSED;
  }
}
