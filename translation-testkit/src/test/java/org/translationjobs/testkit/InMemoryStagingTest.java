package org.translationjobs.testkit;

import org.translationjobs.core.staging.Staging;

class InMemoryStagingTest implements StagingContract {
  private final InMemoryStaging staging = new InMemoryStaging();

  @Override
  public Staging staging() {
    return staging;
  }

  @Override
  public void writeAsOther(String path, byte[] content) {
    staging.write(path, content);
  }

  @Override
  public boolean exists(String path) {
    return staging.paths().contains(path);
  }
}
