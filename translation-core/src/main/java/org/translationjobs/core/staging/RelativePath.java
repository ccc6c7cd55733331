package org.translationjobs.core.staging;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a relative {@code result_path} resolves, the same on every store: under the root as it is and,
 * when nothing is there, without a first part that only names the root ({@code staging/} in the
 * integration guide, or the root's own name).
 */
public final class RelativePath {
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  /** Until 0.1 a subtask's objects had a folder of their own. */
  private static final Pattern OWN_FORM = Pattern.compile("(.+/)?" + UUID + "/" + UUID + "[./]"
      + UUID + "\\.json");
  private static final Pattern URL =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/.*", Pattern.DOTALL);
  private static final String GUIDE_ROOT = "staging";

  private RelativePath() {}

  /**
   * Where under the root to look, in this order.
   *
   * @param rootName
   *          the name by which others may call the root; may be empty
   * @return empty when the path is not a plain relative path and must be refused
   */
  public static List<String> candidates(String path, String rootName) {
    var plain = path.startsWith("./") ? path.substring(2) : path;
    if (plain.isBlank() || !StagingKey.isSafe(plain)) {
      return List.of();
    }
    var candidates = new ArrayList<>(List.of(plain));
    for (var name : List.of(GUIDE_ROOT, rootName)) {
      var rest = plain.startsWith(name + "/") ? plain.substring(name.length() + 1) : "";
      if (!rest.isEmpty() && !candidates.contains(rest)) {
        candidates.add(rest);
      }
    }
    return List.copyOf(candidates);
  }

  /** Whether a {@code result_path} is a URL, of whatever scheme. */
  public static boolean isUrl(String resultPath) {
    return URL.matcher(resultPath).matches();
  }

  /** The words for a {@code result_path} that a store does not read, in one line. */
  public static String refusal(String resultPath, String why) {
    return "result_path '" + resultPath.replaceAll("\\p{Cntrl}", "?") + "' " + why;
  }

  /** Whether a path under the root has the form of a {@link StagingKey}; only such objects are deleted. */
  public static boolean isOwnForm(String path) {
    return StagingKey.isSafe(path) && OWN_FORM.matcher(path).matches();
  }
}
