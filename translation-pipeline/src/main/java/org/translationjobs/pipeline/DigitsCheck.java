package org.translationjobs.pipeline;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.RequestContext.TextKind;

/**
 * Numbers stand in the target as in the source, with whatever separator of thousands. One that has
 * become another is refused in a title, doubted where both have the same two digits or more, and
 * warned of otherwise; one of two digits or more that is missing or new is warned of. Other digits may
 * be words in the target, and East Asian languages write any number in words.
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
    var source = numbers(candidate.source());
    if (source.isEmpty()) {
      return PASSED;
    }
    var target = numbers(candidate.target());
    var lost = Counts.firstMore(source, target);
    var added = Counts.firstMore(target, source);
    if (lost.isPresent() && added.isPresent()) {
      return changed(candidate, lost.get(), added.get());
    }
    var mayBeWords = WITH_NUMERALS.contains(Languages.primary(candidate.languages().to()));
    return lost.filter(number -> number.length() >= SHORT && !mayBeWords)
        .map(number -> "the number " + number + " is missing")
        .or(
            () -> added.filter(number -> number.length() >= SHORT)
                .map(number -> "the source has no number " + number))
        .<Verdict>map(Verdict.Warned::new)
        .orElse(PASSED);
  }

  private static Map<String, Integer> numbers(String text) {
    var bare = Markers.strip(text);
    return bare.codePoints().anyMatch(Character::isDigit)
        ? Counts.of(NUMBER, bare, DigitsCheck::ascii)
        : Map.of();
  }

  private static Verdict changed(Candidate candidate, String lost, String added) {
    var reason = "the number " + lost + " has become " + added;
    if (candidate.told().context().kind() == TextKind.TITLE) {
      return new Verdict.Refused(reason);
    }
    return lost.length() >= SHORT && lost.length() == added.length()
        ? new Verdict.Doubted(reason)
        : new Verdict.Warned(reason);
  }

  private static String ascii(String number) {
    var digits = new StringBuilder();
    number.codePoints()
        .filter(Character::isDigit)
        .forEach(digit -> digits.append(Character.digit(digit, 10)));
    return digits.toString();
  }
}
