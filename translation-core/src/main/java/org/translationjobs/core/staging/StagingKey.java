package org.translationjobs.core.staging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.work.ClaimId;

/**
 * Where a claim's result is staged, relative to the store's root:
 * {@code [<staging_prefix>/]<job>/<subtask>.<claim>.json}. It contains the claim id, so that a worker
 * that lost its claim can never overwrite the object that is referenced.
 */
public record StagingKey(String path) {
  public StagingKey {
    if (!isSafe(path)) {
      throw new IllegalArgumentException("not a staging key: '" + path + "'");
    }
  }

  /**
   * @param stagingPrefix
   *          the job's {@code staging_prefix}; left out when null, blank or not a plain relative path
   */
  public static StagingKey of(
      @Nullable String stagingPrefix, JobId job, SubtaskId subtask, ClaimId claim) {
    var key = job + "/" + subtask + "." + claim + ".json";
    var prefix = stagingPrefix == null ? "" : stagingPrefix.strip().replaceAll("^/+|/+$", "");
    return new StagingKey(!prefix.isEmpty() && isSafe(prefix) ? prefix + "/" + key : key);
  }

  /**
   * Whether a relative path stays inside its root on every store: no empty, {@code .} or {@code ..}
   * parts, no backslash, colon or control character, at most 900 characters.
   */
  public static boolean isSafe(String path) {
    return !path.isEmpty()
        && path.length() <= 900
        && hasPlainCharacters(path)
        && Arrays.stream(path.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  private static boolean hasPlainCharacters(String path) {
    for (var i = 0; i < path.length(); i++) {
      var c = path.charAt(i);
      if (c < 0x20 || c == 0x7f || c == '\\' || c == ':') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return path;
  }
}
