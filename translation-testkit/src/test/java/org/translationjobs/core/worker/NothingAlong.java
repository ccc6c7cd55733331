package org.translationjobs.core.worker;

import java.util.List;
import java.util.Optional;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.work.Claim;

/** Runs that begin and bring nothing along. */
record NothingAlong(Runnable begun) implements ActivateJobs.Beginnings {
  @Override
  public Optional<RunRequest.Taking> taking() {
    return Optional.empty();
  }

  @Override
  public void began(RunId run, List<Claim> taken) {
    begun.run();
  }

  @Override
  public void settled(RunRequest.Taking taking) {}
}
