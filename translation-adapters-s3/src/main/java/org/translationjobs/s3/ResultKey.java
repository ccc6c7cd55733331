package org.translationjobs.s3;

import java.util.List;
import org.translationjobs.core.staging.RelativePath;
import org.translationjobs.core.staging.StagingKey;

/** Which keys a {@code result_path} may mean, and which path a key has. */
record ResultKey(String bucket, String prefix) {
  /** The key under the prefix. */
  String key(String path) {
    return prefix.isEmpty() ? path : prefix + "/" + path;
  }

  /** The value for {@code result_path}. */
  String resultPath(StagingKey key) {
    return root() + key.path();
  }

  Resolved resolve(String resultPath) {
    if (resultPath.startsWith("s3://")) {
      return resultPath.startsWith(root()) && StagingKey.isSafe(resultPath.substring(root()
          .length()))
              ? new Keys(List.of(key(resultPath.substring(root().length()))))
              : refused(resultPath, "lies outside " + root());
    }
    if (RelativePath.isUrl(resultPath) || resultPath.startsWith("/")) {
      return refused(resultPath, "is no path under " + root() + ", where this worker stages");
    }
    var candidates = RelativePath.candidates(resultPath, prefix);
    return candidates.isEmpty()
        ? refused(resultPath, "is no plain path under " + root())
        : new Keys(candidates.stream().map(this::key).toList());
  }

  /** Whether it is a path that {@link #resultPath} makes. */
  boolean isOwn(String resultPath) {
    return resultPath.startsWith(root()) && RelativePath.isOwnForm(resultPath.substring(root()
        .length()));
  }

  private String root() {
    return "s3://" + bucket + "/" + (prefix.isEmpty() ? "" : prefix + "/");
  }

  private static Refused refused(String resultPath, String why) {
    return new Refused(RelativePath.refusal(resultPath, why));
  }

  sealed interface Resolved {}

  /** Where to look, in this order. */
  record Keys(List<String> candidates) implements Resolved {}

  record Refused(String reason) implements Resolved {}
}
