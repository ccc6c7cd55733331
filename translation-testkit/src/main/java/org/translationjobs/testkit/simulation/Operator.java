package org.translationjobs.testkit.simulation;

import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunRequest;

/** What a person does with the command line: cancel, hold, reprocess. Looked at like a worker. */
public final class Operator {
  private final Simulation simulation;
  private final Jobs jobs;
  private final Holds holds;

  Operator(Simulation simulation, Jobs jobs, Holds holds) {
    this.simulation = simulation;
    this.jobs = jobs;
    this.holds = holds;
  }

  public Jobs.Cancelled cancel(JobId job) {
    return jobs.cancel(job, "by the scenario");
  }

  /** Wants a new run whatever the job's status. */
  public Activated reprocess(JobId job, RunRequest.Scope scope) {
    Plan plan = simulation.plan();
    var request = new RunRequest(
        RunRequest.Trigger.REPROCESS, scope, plan, java.util.Optional.empty(),
        java.util.Optional.empty());
    var activated = jobs.activate(job, request, simulation.settings().patience());
    if (activated instanceof Activated.Started) {
      simulation.saw(Simulation.REPROCESS);
    }
    return activated;
  }

  public void hold(HoldScope scope, Hold.Kind kind) {
    holds.place(scope, kind, "by the scenario", "operator");
  }

  public boolean release(HoldScope scope, Hold.Kind kind) {
    return holds.release(scope, kind);
  }

  /** Releases everything that is held. */
  public void releaseAll() {
    for (var hold : holds.all()) {
      holds.release(hold.scope(), hold.kind());
    }
  }
}
