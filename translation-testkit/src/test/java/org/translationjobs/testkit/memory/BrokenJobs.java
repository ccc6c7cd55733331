package org.translationjobs.testkit.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;

/** Activation and cancellation with one rule broken. */
public final class BrokenJobs {
  private BrokenJobs() {}

  /** A cancelled job's run goes on. */
  public static Jobs cancelLeavesTheRun(InMemoryDatabase database) {
    return new InMemoryJobs(database.tables()) {
      @Override
      void endActiveRun(JobRow job, RunRow.State how, @Nullable String why) {}
    };
  }

  /** A reprocess begins a second run beside the first. */
  public static Jobs twoRunsAtOnce(InMemoryDatabase database) {
    return new InMemoryJobs(database.tables()) {
      @Override
      public org.translationjobs.core.job.Activated activate(
          JobId job, org.translationjobs.core.run.RunRequest request, Patience patience) {
        tables.read(() -> tables.activeRuns.remove(job));
        return super.activate(job, request, patience);
      }
    };
  }

  /** Nobody looks for jobs that were not announced. */
  public static Jobs onlyAnnounced(InMemoryDatabase database) {
    return new InMemoryJobs(database.tables()) {
      @Override
      public List<JobId> unannounced(Patience patience, int atMost) {
        return List.of();
      }
    };
  }
}
