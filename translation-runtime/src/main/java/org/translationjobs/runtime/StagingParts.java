package org.translationjobs.runtime;

import org.translationjobs.core.staging.Staging;
import org.translationjobs.filesystem.FolderStaging;
import org.translationjobs.runtime.configuration.ConfigurationException;
import org.translationjobs.runtime.configuration.StagingConfiguration;
import org.translationjobs.runtime.configuration.Variables;
import org.translationjobs.s3.S3Settings;
import org.translationjobs.s3.S3Staging;

/** From configuration to a staging store. */
final class StagingParts {
  private StagingParts() {}

  static Staging open(StagingConfiguration staging, Made made) {
    return switch (staging) {
      case StagingConfiguration.Folder(var path) -> FolderStaging.in(path);
      case StagingConfiguration.S3 s3 -> made.add(open(s3));
    };
  }

  private static S3Staging open(StagingConfiguration.S3 s3) {
    try {
      return S3Staging.of(settings(s3));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          Variables.S3_BUCKET.name(),
          "S3_BUCKET is '" + s3.bucket() + "', but it cannot be used: " + e.getMessage());
    }
  }

  private static S3Settings settings(StagingConfiguration.S3 s3) {
    var settings = S3Settings.of(s3.bucket(), s3.prefix())
        .withCacheBytes((long) s3.cacheMegabytes() << 20);
    if (s3.endpoint().isPresent()) {
      settings = settings.at(s3.endpoint().get(), s3.pathStyle());
    }
    return s3.region().isPresent() ? settings.withRegion(s3.region().get()) : settings;
  }
}
