package org.translationjobs.pipeline;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers of two digits or more stand in the target as in the source, with whatever separator of
 * thousands. East Asian languages may write them in words.
 */
final class DigitsCheck implements Check {
  private static final Pattern NUMBER =
      Pattern.compile("\\p{Nd}+(?:[.,'’\u00A0\u202F]\\p{Nd}{3}(?!\\p{Nd}))*");
  private static final Set<String> WITH_NUMERALS = Set.of("zh", "ja", "ko");
  private static final int SHORT = 2;

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var source = Counts.of(NUMBER, Markers.strip(candidate.source()), DigitsCheck::ascii);
    if (source.isEmpty()) {
      return PASSED;
    }
    var target = Counts.of(NUMBER, Markers.strip(candidate.target()), DigitsCheck::ascii);
    source.keySet().removeIf(number -> number.length() < SHORT);
    target.keySet().removeIf(number -> number.length() < SHORT);
    var lost =
        WITH_NUMERALS.contains(Languages.primary(candidate.languages().to()))
            ? Optional.<String>empty()
            : Counts.firstMore(source, target);
    return lost.map(number -> "the number " + number + " is missing")
        .or(
            () -> Counts.firstMore(target, source)
                .map(number -> "the source has no number " + number))
        .<Verdict>map(Verdict.Warned::new)
        .orElse(PASSED);
  }

  private static String ascii(String number) {
    var digits = new StringBuilder();
    number.codePoints()
        .filter(Character::isDigit)
        .forEach(digit -> digits.append(Character.digit(digit, 10)));
    return digits.toString();
  }
}
