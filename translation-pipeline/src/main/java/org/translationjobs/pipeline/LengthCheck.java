package org.translationjobs.pipeline;

import java.util.Locale;

/**
 * A target is about as long as its source, counted in characters and put into relation to what is
 * usual between the two languages. What has hardly any of it is refused, far too short or too long is
 * doubted, rather short or long gets a warning. Short segments vary too much to tell.
 */
final class LengthCheck implements Check {
  /** Characters of the source, weighed by the usual relation, below which nothing can be said. */
  private static final int SHORT = 30;

  /** Whatever else this is, it is no translation of the text. */
  private static final double HARDLY_ANY = 0.2;

  private static final double FAR_TOO_SHORT = 0.3;
  private static final double FAR_TOO_LONG = 3;
  /** Long texts vary less, at least between languages with alphabets. */
  private static final int LONG = 200;
  private static final double SHORT_FOR_LONG = 0.6;

  private static final double RATHER_SHORT = 0.5;
  private static final double RATHER_LONG = 2;

  /** What even a short source may not grow by. */
  private static final int SURPLUS = 100;

  @Override
  public String name() {
    return "length";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var expected =
        length(candidate.source()) * Languages.lengthRatio(candidate.languages());
    var length = length(candidate.target());
    var ratio = length / Math.max(1, expected);
    var isShort = Math.max(expected, length(candidate.source())) < SHORT;
    if (!isShort && ratio < HARDLY_ANY) {
      return new Verdict.Refused(reason(ratio));
    }
    if (isShort ? length > FAR_TOO_LONG * expected + SURPLUS : isFar(ratio)) {
      return new Verdict.Doubted(reason(ratio));
    }
    if (expected >= LONG && ratio < SHORT_FOR_LONG
        && Languages.endsSentences(candidate.languages().to())
        && Languages.lengthRatio(candidate.languages()) == 1) {
      return new Verdict.Doubted(reason(ratio));
    }
    return !isShort && (ratio < RATHER_SHORT || ratio > RATHER_LONG)
        ? new Verdict.Warned(reason(ratio))
        : PASSED;
  }

  private static boolean isFar(double ratio) {
    return ratio < FAR_TOO_SHORT || ratio > FAR_TOO_LONG;
  }

  private static String reason(double ratio) {
    return String.format(
        Locale.ROOT, "%.1f times as long as usual between these languages", ratio);
  }

  private static int length(String text) {
    return Markers.strip(text).length();
  }
}
