package org.translationjobs.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Claims.Provided;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.testkit.memory.Rows;

/** What a person does with the command line: cancel, hold, reprocess, provide. Looked at like a worker. */
public final class Operator {
  private final Simulation simulation;
  private final Jobs jobs;
  private final Holds holds;
  private final Claims claims;
  private final Staging staging;

  Operator(Simulation simulation, Jobs jobs, Holds holds, Claims claims, Staging staging) {
    this.simulation = simulation;
    this.jobs = jobs;
    this.holds = holds;
    this.claims = claims;
    this.staging = staging;
  }

  public Jobs.Cancelled cancel(JobId job) {
    return jobs.cancel(job, "by the scenario");
  }

  /** Wants a new run whatever the job's status. */
  public Activated reprocess(JobId job, RunRequest.Scope scope) {
    Plan plan = simulation.plan();
    var request = new RunRequest(
        RunRequest.Trigger.REPROCESS, scope, plan, Optional.empty(),
        Optional.empty());
    var activated = jobs.activate(job, request, simulation.settings().patience());
    if (activated instanceof Activated.Started) {
      simulation.saw(Simulation.REPROCESS);
    }
    return activated;
  }

  /**
   * Puts a person's text in, as good as the engine's, and has the job promoted when it was the last
   * one missing; false when it was refused, or where there is no source text.
   *
   * @param pause
   *          goes by between reading the source and handing the text in
   */
  public boolean provide(JobId job, Rows.Subtask subtask, Duration pause)
      throws InterruptedException {
    var entity = EntityType.fromColumn(subtask.entityType())
        .map(type -> new EntityRef(type, subtask.entityId()));
    var source = entity.map(
        known -> simulation.database()
            .sourceTexts()
            .read(List.of(known), Simulation.LANGUAGES.from())
            .get(known));
    if (source.isEmpty()) {
      return false;
    }
    simulation.sleep(pause);
    var id = new ClaimId(simulation.newId());
    var provided = claims.provide(
        new ProvidedWork(
            id, job, subtask.id(), stage(job, subtask, id, source.get()),
            simulation.staging().storeId(), source.get().hash(), source.get().version()));
    if (provided instanceof Provided.Accepted accepted
        && accepted.missing() == 0 && !accepted.underWay()) {
      jobs.activate(
          job,
          new RunRequest(
              RunRequest.Trigger.ADOPTION, new RunRequest.Scope.Unfinished(), simulation.plan(),
              Optional.empty(), Optional.empty()),
          simulation.settings().patience());
    }
    return provided instanceof Provided.Accepted;
  }

  private StagedResult stage(JobId job, Rows.Subtask subtask, ClaimId id, SourceText source)
      throws InterruptedException {
    var type = source.entity().type();
    var staged = simulation.site().stagedTranslation(type, source.title(), source.body());
    var bytes = staged.getBytes(StandardCharsets.UTF_8);
    return type == EntityType.CHAPTER
        ? new StagedResult.Stored(
            staging.put(StagingKey.of(null, job, subtask.id(), id), bytes), TextHash.of(bytes),
            simulation.staging().storeId())
        : new StagedResult.Text(staged, TextHash.of(bytes));
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
