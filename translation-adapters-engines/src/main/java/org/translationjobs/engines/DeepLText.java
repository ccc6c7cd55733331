package org.translationjobs.engines;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text with markers as XML for DeepL and back: {@code ⟦1⟧…⟦/1⟧} is {@code <x1>…</x1>}, a marker without
 * its other half {@code <a1/>} or {@code <z1/>}, {@code ⟦2/⟧} is {@code <p2/>}, and a line break, which
 * counts as a space in XML, is {@code <n/>}.
 */
final class DeepLText {
  private static final Pattern MARKER = Pattern.compile("⟦(/?)(\\d{1,7})(/?)⟧");
  private static final Pattern SPECIAL = Pattern.compile("⟦(/?)(\\d{1,7})(/?)⟧|[&<>\\n]");
  private static final Pattern CODED =
      Pattern.compile(
          "<(/?)x(\\d{1,7})>|<([apz])(\\d{1,7})\\s*(?:/>|>\\s*</\\3\\4>)|<n\\s*(?:/>|>\\s*</n>)"
              + "|&(?:(amp|lt|gt|quot|apos)|#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));");
  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  private DeepLText() {}

  /** Whether the text has to travel as XML for its markers to come back. */
  static boolean hasMarkers(String text) {
    return MARKER.matcher(text).find();
  }

  static String toXml(String marked) {
    var pairs = pairs(marked);
    return SPECIAL.matcher(marked).replaceAll(found -> switch (found.group()) {
      case "&" -> "&amp;";
      case "<" -> "&lt;";
      case ">" -> "&gt;";
      case "\n" -> "<n/>";
      default -> tag(found, pairs);
    });
  }

  private static String tag(MatchResult marker, Set<Integer> pairs) {
    var number = marker.group(2);
    var isEnd = !marker.group(1).isEmpty();
    if (!marker.group(3).isEmpty()) {
      return isEnd ? marker.group() : "<p" + number + "/>";
    }
    if (pairs.contains(marker.start())) {
      return (isEnd ? "</x" : "<x") + number + ">";
    }
    return (isEnd ? "<z" : "<a") + number + "/>";
  }

  /** Where the markers start that open and close each other, one within the other. */
  private static Set<Integer> pairs(String marked) {
    var pairs = new HashSet<Integer>();
    var open = new ArrayDeque<MatchResult>();
    for (var marker : MARKER.matcher(marked).results().collect(Collectors.toList())) {
      if (!marker.group(3).isEmpty()) {
        continue;
      }
      if (marker.group(1).isEmpty()) {
        open.push(marker);
      } else if (open.stream().anyMatch(o -> o.group(2).equals(marker.group(2)))) {
        while (!open.element().group(2).equals(marker.group(2))) {
          open.pop();
        }
        pairs.add(open.pop().start());
        pairs.add(marker.start());
      }
    }
    return pairs;
  }

  /** What is not ours stays as it is: checks will find it. */
  static String fromXml(String xml) {
    return CODED.matcher(xml)
        .replaceAll(found -> Matcher.quoteReplacement(decoded(found)));
  }

  private static String decoded(MatchResult found) {
    if (found.group(2) != null) {
      return "⟦" + found.group(1) + found.group(2) + "⟧";
    }
    if (found.group(4) != null) {
      return switch (found.group(3)) {
        case "a" -> "⟦" + found.group(4) + "⟧";
        case "z" -> "⟦/" + found.group(4) + "⟧";
        default -> "⟦" + found.group(4) + "/⟧";
      };
    }
    if (found.group(5) != null) {
      return ENTITIES.getOrDefault(found.group(5), "");
    }
    if (found.group(6) != null) {
      return character(Integer.parseInt(found.group(6)));
    }
    return found.group(7) != null ? character(Integer.parseInt(found.group(7), 16)) : "\n";
  }

  private static String character(int codePoint) {
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "\uFFFD";
  }
}
