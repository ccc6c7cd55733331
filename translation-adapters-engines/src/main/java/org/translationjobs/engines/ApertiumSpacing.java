package org.translationjobs.engines;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts right the spaces that Apertium leaves where it dropped or moved a word. Each rule holds only
 * for texts whose source keeps it.
 */
final class ApertiumSpacing {
  private static final String TAGS = "((?:⟦/?\\d+⟧)*)";
  private static final String OPENING = "“‘«(¿¡—–";
  private static final String CLOSING = ".,;:!?…)”’\u2060";
  private static final List<Rule> RULES =
      List.of(
          new Rule("", " ", Pattern.compile(" {2,}"), " "),
          new Rule(" ", "", Pattern.compile("(?<=^| )((?:⟦/?\\d+⟧)+) (?=[\\p{L}⟦])"), "$1"),
          noSpaceBehind("[" + OPENING + "]", OPENING),
          noSpaceBehind("^[\"'-]|[\\s(—][\"'-]", "\"'-"),
          new Rule("", CLOSING, Pattern.compile(" " + TAGS + "(?=[" + CLOSING + "])"), "$1"));

  private ApertiumSpacing() {}

  /** The target without such spaces, and with the source's white space at both ends. */
  static String tidy(String source, String target) {
    var core = target.strip();
    for (var rule : RULES) {
      if (rule.isBrokenIn(core) && !rule.isBrokenIn(source)) {
        core = rule.wrong().matcher(core).replaceAll(rule.right());
      }
    }
    var start = source.length() - source.stripLeading().length();
    var end = source.stripTrailing().length();
    return end < start ? core : source.substring(0, start) + core + source.substring(end);
  }

  /** No space behind what opens speech or a parenthesis. */
  private static Rule noSpaceBehind(String opening, String signs) {
    return new Rule(
        signs, "", Pattern.compile("(" + opening + ")" + TAGS + " (?=[\\p{L}⟦])"), "$1$2");
  }

  /**
   * A space that is wrong, and what stands there if it is right.
   *
   * @param before
   *          what may stand before such a space, markers aside
   * @param behind
   *          what may stand behind it, markers aside; one of both does
   */
  private record Rule(String before, String behind, Pattern wrong, String right) {
    boolean isBrokenIn(String text) {
      return mayBeBrokenIn(text) && wrong.matcher(text).find();
    }

    /** Much faster than the pattern, which most texts do not need. */
    private boolean mayBeBrokenIn(String text) {
      for (var space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
        if (before.indexOf(signBefore(text, space)) >= 0 || behind.indexOf(signBehind(text, space))
            >= 0) {
          return true;
        }
      }
      return false;
    }

    /** The text's start counts as a space, as in the second rule. */
    private static char signBefore(String text, int space) {
      var at = space - 1;
      while (at >= 0 && text.charAt(at) == '⟧') {
        at = text.lastIndexOf('⟦', at) - 1;
      }
      return at < 0 ? ' ' : text.charAt(at);
    }

    /** The text's end counts as a space. */
    private static char signBehind(String text, int space) {
      var at = space + 1;
      while (at > 0 && at < text.length() && text.charAt(at) == '⟦') {
        at = text.indexOf('⟧', at) + 1;
      }
      return at == 0 || at == text.length() ? ' ' : text.charAt(at);
    }
  }
}
