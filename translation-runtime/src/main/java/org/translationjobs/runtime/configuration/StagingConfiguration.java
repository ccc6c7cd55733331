package org.translationjobs.runtime.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where finished translations wait. */
public sealed interface StagingConfiguration {
  record Folder(Path path) implements StagingConfiguration {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * @param prefix
   *          without slashes around it; empty for the whole bucket
   * @param pathStyle
   *          whether the bucket stands in the path instead of the host name
   * @param cacheMegabytes
   *          of the objects written last, how much is kept in memory for their promotion; 0 keeps nothing
   */
  record S3(
      String bucket, String prefix, Optional<URI> endpoint, Optional<String> region,
      boolean pathStyle, int cacheMegabytes)
      implements StagingConfiguration {
    @Override
    public String toString() {
      return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix)
          + endpoint.map(e -> " at " + e).orElse("");
    }
  }
}
