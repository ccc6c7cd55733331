package org.translationjobs.pipeline;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** No tag and no address that the source segment did not have. */
final class NewMarkupCheck implements Check {
  private static final Pattern TAG = Pattern.compile("<[/!?]?[A-Za-z][^<>]*>?");
  private static final Pattern URL =
      Pattern.compile(
          "\\b(?:(?:https?|ftp|file)://|(?:javascript|vbscript|data):)[^\\s<>\"'⟦⟧]+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST =
      Pattern.compile("\\bwww\\.[^\\s<>\"'⟦⟧]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern EVENT_ATTRIBUTE =
      Pattern.compile("\\bon[a-z]{3,20}\\s*=\\s*[\"']", Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "new markup";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    return firstNew('<', TAG, candidate)
        .or(() -> firstNew(':', URL, candidate))
        .or(() -> firstNew('.', HOST, candidate))
        .or(() -> firstNew('=', EVENT_ATTRIBUTE, candidate))
        .<Verdict>map(found -> new Verdict.Refused("the source has no " + Excerpt.of(found)))
        .orElse(PASSED);
  }

  /** Looks only at texts that contain the character that every match has. */
  private static Optional<String> firstNew(char sign, Pattern pattern, Candidate candidate) {
    if (candidate.target().indexOf(sign) < 0) {
      return Optional.empty();
    }
    var known = count(pattern, candidate.source());
    for (var found : count(pattern, candidate.target()).entrySet()) {
      if (found.getValue() > known.getOrDefault(found.getKey(), 0)) {
        return Optional.of(found.getKey());
      }
    }
    return Optional.empty();
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
