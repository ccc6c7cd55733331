package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * No tag, no event attribute, no address and no link that the source segment did not have, neither as
 * they are nor written with character references.
 */
final class NewMarkupCheck implements Check {
  private static final Pattern TAG = Pattern.compile("<(?:[/!?]?[A-Za-z]|!--)[^<>]*>?");
  private static final Pattern URL =
      Pattern.compile(
          "\\b(?:(?:https?|ftp|file|wss?|blob)://|(?:javascript|vbscript|data|mailto):)[^\\s<>\"'⟦⟧]+"
              + "|(?<![\\p{L}\\p{N}:/])//[a-z0-9-]+(?:\\.[a-z0-9-]+)+[^\\s<>\"'⟦⟧]*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST =
      Pattern.compile(
          "\\bwww\\.[^\\s<>\"'⟦⟧]+"
              + "|\\b(?:[a-z0-9-]{1,63}\\.){1,8}(?:com|net|org|info|biz|io|ru|cn|xyz|top|site|online"
              + "|shop|link|click|example)\\b(?:/[^\\s<>\"'⟦⟧]*)?",
          Pattern.CASE_INSENSITIVE);

  /** A link of Markdown, wherever it goes. */
  private static final Pattern LINK = Pattern.compile("]\\([^()\\s]+\\)");
  private static final Pattern EVENT_ATTRIBUTE =
      Pattern.compile("\\bon[a-z]{3,20}\\s*=\\s*[\"']", Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "new markup";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    var source = candidate.source();
    var target = candidate.target();
    return firstNew(source, target)
        .or(
            () -> target.indexOf('&') < 0
                ? Optional.empty()
                : firstNew(decoded(source), decoded(target)))
        .<Verdict>map(found -> new Verdict.Refused("the source has no " + Excerpt.of(found)))
        .orElse(PASSED);
  }

  private static String decoded(String text) {
    return Parser.unescapeEntities(text, false);
  }

  private static Optional<String> firstNew(String source, String target) {
    return firstNew('<', TAG, source, target)
        .or(() -> firstNew(':', URL, source, target))
        .or(() -> firstNew('/', URL, source, target))
        .or(() -> firstNew('.', HOST, source, target))
        .or(() -> firstNew('(', LINK, source, target))
        .or(() -> firstNew('=', EVENT_ATTRIBUTE, source, target));
  }

  /** Looks only at texts that contain the character that every match has. */
  private static Optional<String> firstNew(
      char sign, Pattern pattern, String source, String target) {
    if (target.indexOf(sign) < 0) {
      return Optional.empty();
    }
    var found = count(pattern, target);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var known = count(pattern, source);
    return found.entrySet()
        .stream()
        .filter(one -> one.getValue() > known.getOrDefault(one.getKey(), 0))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<String, Integer> count(Pattern pattern, String text) {
    var counts = new HashMap<String, Integer>();
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      counts.merge(withoutPunctuation(matcher.group()), 1, Integer::sum);
    }
    return counts;
  }

  /** A full stop behind an address belongs to the sentence. */
  private static String withoutPunctuation(String found) {
    var end = found.length();
    while (end > 1 && ".,;:!?)…»”".indexOf(found.charAt(end - 1)) >= 0) {
      end--;
    }
    return found.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
