package org.translationjobs.runtime;

import org.translationjobs.core.staging.Staging;
import org.translationjobs.filesystem.FolderStaging;
import org.translationjobs.runtime.configuration.StagingConfiguration;

/** From configuration to a staging store. */
final class StagingParts {
  private StagingParts() {
  }

  static Staging open(StagingConfiguration staging, Made made) {
    return switch (staging) {
      case StagingConfiguration.Folder(var path) -> FolderStaging.in(path);
      case StagingConfiguration.S3 s3 -> throw new UnsupportedOperationException("S3");
    };
  }
}
