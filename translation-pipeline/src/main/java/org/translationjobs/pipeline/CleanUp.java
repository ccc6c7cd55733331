package org.translationjobs.pipeline;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.translationjobs.core.job.LanguagePair;

/**
 * Puts small things of typography right in which engines are careless: doubled spaces and spaces before
 * signs, ellipses, quotation marks of a keyboard, full-width digits. Only where the source does not
 * have the same, so that a text that is its own translation stays as it is. Pure; what is clean stays.
 */
final class CleanUp {
  private static final Pattern SPACES = Pattern.compile("(?<=\\S) {2,}(?=\\S)");
  private static final Pattern SPACE_BEFORE = Pattern.compile(
      "(?<=[\\p{L}\\p{Nd}⟧”»]) +(?=[,.;:!?…](?:\\s|$|[”»]))");
  private static final Pattern DOTS = Pattern.compile("(?<!\\.)\\.{3}(?!\\.)");
  private static final Pattern STRAIGHT_PAIR = Pattern.compile("\"([^\"\\n]*)\"");
  private static final Pattern FULL_WIDTH_DIGIT = Pattern.compile("[\uFF10-\uFF19]");
  private static final String SIGNS = ",.;:!?…";
  private static final String CURLED = "“”„«»「」『』";

  /** Before these signs French has a space. */
  private static final String SPACED_IN = "fr";

  /** How a language quotes where it does not as English does. */
  private static final Map<String, String> QUOTES =
      Map.ofEntries(
          Map.entry("es", "«»"), Map.entry("ca", "«»"), Map.entry("it", "«»"),
          Map.entry("pt", "«»"), Map.entry("ru", "«»"), Map.entry("uk", "«»"),
          Map.entry("be", "«»"), Map.entry("el", "«»"), Map.entry("de", "„“"),
          Map.entry("cs", "„“"), Map.entry("sk", "„“"), Map.entry("bg", "„“"),
          Map.entry("pl", "„”"), Map.entry("ro", "„”"), Map.entry("hu", "„”"),
          Map.entry("ja", "「」"));

  private CleanUp() {}

  static String of(String source, String target, LanguagePair languages) {
    if (target.equals(source)) {
      return target;
    }
    var to = Languages.primary(languages.to());
    var text = target;
    if (text.contains("  ") && !SPACES.matcher(source).find()) {
      text = SPACES.matcher(text).replaceAll(" ");
    }
    if (!to.equals(SPACED_IN) && hasSpaceBeforeSign(text) && !SPACE_BEFORE.matcher(source).find()) {
      text = SPACE_BEFORE.matcher(text).replaceAll("");
    }
    if (text.contains("...") && source.indexOf('…') >= 0 && !source.contains("...")) {
      text = DOTS.matcher(text).replaceAll("…");
    }
    if (!Scripts.isUnspaced(to)) {
      text = withoutFullWidthDigits(text);
    }
    return text.indexOf('"') >= 0 && isCurled(source) && !isCurled(text)
        ? quoted(text, to)
        : text;
  }

  /** A quick look, before the pattern is asked. */
  private static boolean hasSpaceBeforeSign(String text) {
    for (var at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      if (at + 1 < text.length() && SIGNS.indexOf(text.charAt(at + 1)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCurled(String text) {
    return Counts.ofAny(CURLED, text) > 0;
  }

  /** In French quotation marks have spaces within, which are left to who sets the text. */
  private static String quoted(String text, String to) {
    var marks = to.equals(SPACED_IN) ? "" : QUOTES.getOrDefault(to, "“”");
    return marks.isEmpty()
        ? text
        : STRAIGHT_PAIR.matcher(text)
            .replaceAll(
                pair -> Matcher.quoteReplacement(marks.charAt(0) + pair.group(1) + marks.charAt(
                    1)));
  }

  private static String withoutFullWidthDigits(String text) {
    if (text.chars().noneMatch(c -> c >= '０' && c <= '９')) {
      return text;
    }
    return FULL_WIDTH_DIGIT.matcher(text)
        .replaceAll(
            digit -> String.valueOf((char) (digit.group().charAt(0) - '０' + '0')));
  }
}
