package org.translationjobs.pipeline;

/** A target has no line break of its own: those of the source are markers. */
final class LineBreaksCheck implements Check {
  @Override
  public String name() {
    return "line breaks";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var allowed = count(candidate.source());
    var found = count(candidate.target());
    return allowed == found
        ? PASSED
        : new Verdict.Refused(found + " line breaks in place of " + allowed);
  }

  private static int count(String text) {
    var count = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\n' || c == '\u2028' || c == '\u2029') {
        count++;
      }
    }
    return count;
  }
}
