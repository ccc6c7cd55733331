package org.translationjobs.filesystem;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.translationjobs.core.staging.RelativePath;

/** Which files a {@code result_path} may mean. Knows names only; links are checked when a file is opened. */
record ResultPath(Path root) {
  Resolved resolve(String resultPath) {
    if (resultPath.startsWith("s3:")) {
      return refused(resultPath, "names an object in S3, but this worker stages in the folder "
          + root);
    }
    if (RelativePath.isUrl(resultPath)) {
      return refused(resultPath, "is a URL; a path under the folder " + root + " is expected");
    }
    try {
      var path = Path.of(resultPath);
      return path.isAbsolute() ? absolute(path.normalize(), resultPath) : relative(resultPath);
    } catch (InvalidPathException e) {
      return refused(resultPath, "is no path on this system");
    }
  }

  private Resolved absolute(Path path, String resultPath) {
    return path.startsWith(root) && !path.equals(root)
        ? new Files(List.of(path))
        : refused(resultPath, "lies outside the staging folder " + root);
  }

  private Resolved relative(String resultPath) {
    var rootName = Objects.requireNonNullElse(root.getFileName(), root).toString();
    var candidates = RelativePath.candidates(resultPath, rootName);
    return candidates.isEmpty()
        ? refused(resultPath, "is no plain path under the staging folder " + root)
        : new Files(candidates.stream().map(root::resolve).toList());
  }

  private static Refused refused(String resultPath, String why) {
    return new Refused(RelativePath.refusal(resultPath, why));
  }

  sealed interface Resolved {}

  /** Where to look, in this order. */
  record Files(List<Path> candidates) implements Resolved {}

  record Refused(String reason) implements Resolved {}
}
