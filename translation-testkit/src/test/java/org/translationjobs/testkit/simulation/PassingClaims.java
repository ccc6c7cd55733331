package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ClaimableRun;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.work.WorkerId;

/** Passes every call on; a broken variant changes one. */
class PassingClaims implements Claims {
  final Claims claims;

  PassingClaims(Claims claims) {
    this.claims = claims;
  }

  @Override
  public List<ClaimableRun> claimable(WorkerId worker, int atMost) {
    return claims.claimable(worker, atMost);
  }

  @Override
  public List<Claim> claim(
      WorkerId worker, List<RunId> runs, int perRun, int atMost, Duration lease) {
    return claims.claim(worker, runs, perRun, atMost, lease);
  }

  @Override
  public Optional<Claim> claimAlone(WorkerId worker, List<RunId> runs, Duration lease) {
    return claims.claimAlone(worker, runs, lease);
  }

  @Override
  public Set<ClaimId> renew(WorkerId worker, Collection<ClaimId> ids, Duration lease) {
    return claims.renew(worker, ids, lease);
  }

  @Override
  public Set<ClaimId> revoked(WorkerId worker, Collection<ClaimId> ids) {
    return claims.revoked(worker, ids);
  }

  @Override
  public Map<ClaimId, Finish> finish(List<FinishedWork> work) {
    return claims.finish(work);
  }

  @Override
  public Set<ClaimId> release(List<Release> releases) {
    return claims.release(releases);
  }

  @Override
  public List<Rescued> rescue(int atMost) {
    return claims.rescue(atMost);
  }
}
