package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.List;
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
  /** Of addresses without two slashes. */
  private static final List<String> SCHEMES = List.of("javascript", "vbscript", "data", "mailto");
  private static final Pattern URL =
      Pattern.compile(
          "\\b(?:(?:https?|ftp|file|wss?|blob)://|(?:" + String.join("|", SCHEMES)
              + "):)[^\\s<>\"'⟦⟧]+"
              + "|(?<![\\p{L}\\p{N}:/])//[a-z0-9-]+(?:\\.[a-z0-9-]+)+[^\\s<>\"'⟦⟧]*",
          Pattern.CASE_INSENSITIVE);
  private static final String LABELS =
      "(?<![\\p{L}\\p{N}])(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}";

  /**
   * Without a path only an ending that is hardly a word behind a full stop that lost its space: one of
   * three letters or more and not a capital with small letters. Two letters are a word somewhere.
   */
  private static final Pattern HOST =
      Pattern.compile(
          "\\bwww\\.[^\\s<>\"'⟦⟧]+"
              + "|" + LABELS
              + "(?-i:(?!\\p{Lu}\\p{Ll}))(?:com|net|org|info|biz|mobi|xyz|top|site|online"
              + "|shop|store|link|click|example|app|dev|blog|club|vip|icu|website|web|tech|cloud|email"
              + "|live|space|world|zip|bid|loan|download|stream|buzz|cyou|sbs|cfd)"
              + "(?![\\p{L}\\p{N}])(?:/[^\\s<>\"'⟦⟧]*)?",
          Pattern.CASE_INSENSITIVE);

  /** Whatever a host ends in, a path behind it makes an address of it. */
  private static final Pattern PATH =
      Pattern.compile(
          LABELS + "(?:\\p{L}{2,24}|xn--[a-z0-9-]{1,59})(?::\\d{1,5})?/[^\\s<>\"'⟦⟧]*",
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
        .or(() -> mayHaveUrl(target) ? firstNew(URL, source, target) : Optional.empty())
        .or(() -> hasDotOfHost(target) ? firstNew(HOST, source, target) : Optional.empty())
        .or(() -> hasSlash(target) ? firstNew(PATH, source, target) : Optional.empty())
        .or(() -> firstNew('(', LINK, source, target))
        .or(() -> firstNew('=', EVENT_ATTRIBUTE, source, target));
  }

  /** Whether a dot has a letter behind it or a w before it, as one of every host and of hardly a sentence. */
  private static boolean hasDotOfHost(String text) {
    for (var dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      var isBeforeLetter = dot + 1 < text.length() && Character.isLetter(text.charAt(dot + 1));
      if (isBeforeLetter || (dot > 0 && Character.toLowerCase(text.charAt(dot - 1)) == 'w')) {
        return true;
      }
    }
    return false;
  }

  /** Whether two slashes stand there, or one of the schemes that need none. */
  private static boolean mayHaveUrl(String text) {
    if (text.contains("//")) {
      return true;
    }
    for (var colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
      for (var scheme : SCHEMES) {
        if (text.regionMatches(true, colon - scheme.length(), scheme, 0, scheme.length())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether there is one that is not part of a marker. */
  private static boolean hasSlash(String text) {
    for (var slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
      if (!isInMarker(text, slash)) {
        return true;
      }
    }
    return false;
  }

  /** As in {@code ⟦/1⟧} or {@code ⟦1/⟧}. */
  private static boolean isInMarker(String text, int slash) {
    var before = slash - 1;
    while (before >= 0 && text.charAt(before) >= '0' && text.charAt(before) <= '9') {
      before--;
    }
    return before >= 0 && text.charAt(before) == '⟦';
  }

  /** Looks only at texts that contain the character that every match has. */
  private static Optional<String> firstNew(
      char sign, Pattern pattern, String source, String target) {
    return target.indexOf(sign) < 0 ? Optional.empty() : firstNew(pattern, source, target);
  }

  private static Optional<String> firstNew(Pattern pattern, String source, String target) {
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
