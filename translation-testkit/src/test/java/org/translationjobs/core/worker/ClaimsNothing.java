package org.translationjobs.core.worker;

import java.util.Optional;
import org.translationjobs.core.run.RunRequest.FirstClaims;
import org.translationjobs.core.worker.Arrivals.Begun;

/** Of no run. */
final class ClaimsNothing implements ActivateJobs.Claiming {
  @Override
  public Optional<FirstClaims> reserveFirst() {
    return Optional.empty();
  }

  @Override
  public void began(Optional<FirstClaims> reserved, Optional<Begun> run) {
    // nobody waits for it
  }
}
