package org.translationjobs.engines;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts right the spaces that Apertium leaves where it dropped or moved a word. Each rule holds only
 * for texts whose source keeps it.
 */
final class ApertiumSpacing {
  private static final String TAGS = "((?:⟦/?\\d+⟧)*)";
  private static final List<Rule> RULES =
      List.of(
          new Rule(Pattern.compile(" {2,}"), " "),
          new Rule(Pattern.compile("(?<=^| )((?:⟦/?\\d+⟧)+) (?=[\\p{L}⟦])"), "$1"),
          behind("[“‘«(¿¡—–]"),
          behind("^[\"'-]|[\\s(—][\"'-]"),
          new Rule(Pattern.compile(" " + TAGS + "(?=[.,;:!?…)”’\u2060])"), "$1"));

  private static final String BEFORE = "“‘«(¿¡—–\"'-⟧";
  private static final String BEHIND = " ⟦.,;:!?…)”’\u2060";

  private ApertiumSpacing() {}

  /** The target without such spaces, and with the source's white space at both ends. */
  static String tidy(String source, String target) {
    var core = target.strip();
    for (var rule : hasOddSpace(core) ? RULES : List.<Rule>of()) {
      var wrong = rule.wrong().matcher(core);
      if (wrong.find() && !rule.wrong().matcher(source).find()) {
        core = wrong.replaceAll(rule.right());
      }
    }
    var start = source.length() - source.stripLeading().length();
    var end = source.stripTrailing().length();
    return end < start ? core : source.substring(0, start) + core + source.substring(end);
  }

  /** Whether some space stands where one of the rules may find it wrong. */
  private static boolean hasOddSpace(String text) {
    for (var space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
      if ((space > 0 && BEFORE.indexOf(text.charAt(space - 1)) >= 0)
          || (space + 1 < text.length() && BEHIND.indexOf(text.charAt(space + 1)) >= 0)) {
        return true;
      }
    }
    return false;
  }

  /** No space behind what opens speech or a parenthesis. */
  private static Rule behind(String opening) {
    return new Rule(
        Pattern.compile("(" + opening + ")" + TAGS + " (?=[\\p{L}⟦])"), "$1$2");
  }

  private record Rule(Pattern wrong, String right) {}
}
