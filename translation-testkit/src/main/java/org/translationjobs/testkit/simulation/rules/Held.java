package org.translationjobs.testkit.simulation.rules;

import java.util.List;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.JobId;

/** What the holds in force forbid, told once more and independently of the adapters. */
public record Held(Holds holds) {
  /** Whether nothing of a job may be claimed. */
  public boolean claims(JobId job, List<String> engines) {
    var all = holds.all();
    return all.stream().anyMatch(h -> h.kind().blocksClaims() && bearsOn(h, job))
        || engines.stream()
            .allMatch(
                engine -> all.stream()
                    .anyMatch(
                        h -> h.kind().blocksClaims()
                            && h.scope().equals(new HoldScope.Engine(engine))));
  }

  /** Whether a job may not be promoted. */
  public boolean promotion(JobId job) {
    return holds.all().stream().anyMatch(h -> h.kind().blocksPromotion() && bearsOn(h, job));
  }

  private static boolean bearsOn(Hold hold, JobId job) {
    return hold.scope() instanceof HoldScope.Fleet
        || hold.scope().equals(new HoldScope.Job(job));
  }
}
