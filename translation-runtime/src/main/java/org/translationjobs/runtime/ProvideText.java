package org.translationjobs.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.RunView;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims.Provided;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.pipeline.ProvidedText;
import org.translationjobs.pipeline.ProvidedText.Allowed;

/**
 * Takes a person's text as the finished result of a subtask: checks it, stages it as a worker would,
 * finishes the subtask, and starts a run that promotes the job where it was the last one missing and
 * no run is under way. Thread-safe.
 */
public final class ProvideText {
  private final TranslationSystem system;

  ProvideText(TranslationSystem system) {
    this.system = system;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * The subtask is DONE.
     *
     * @param missing
     *          subtasks of the job that are not DONE
     * @param run
     *          that goes on with the job; empty when it has ended and others are missing
     */
    record Accepted(int missing, Optional<RunId> run) implements Outcome {}

    /** @param why and what to do; nothing was changed */
    record Refused(String why) implements Outcome {}
  }

  /**
   * Idempotent but for the run it may start, of which there is at most one at a time.
   *
   * @param allowed
   *          of what is refused otherwise
   * @throws org.translationjobs.core.UnavailableException
   *           when the database or the staging store cannot be reached
   */
  public Outcome provide(JobView job, SubtaskId subtask, TranslatedText text, Set<Allowed> allowed)
      throws InterruptedException {
    var view = system.views()
        .subtasks(job.id())
        .stream()
        .filter(one -> one.id().equals(subtask))
        .findFirst();
    if (view.isEmpty()) {
      return new Outcome.Refused("the job has no such subtask any more");
    }
    var entity = EntityType.fromColumn(view.get().entityType())
        .map(type -> new EntityRef(type, view.get().entityId()));
    if (entity.isEmpty()) {
      return new Outcome.Refused(
          "its entity_type '" + view.get().entityType() + "' is not known; known are chapter,"
              + " volume and novel");
    }
    var source = system.sourceTexts()
        .read(List.of(entity.get()), job.languages().from())
        .get(entity.get());
    if (source == null) {
      return new Outcome.Refused(
          "it has no source text in '" + job.languages().from() + "'; put that in first");
    }
    var problem = ProvidedText.problem(source, text, allowed);
    return problem.isPresent()
        ? new Outcome.Refused(problem.get())
        : finish(job, subtask, source, text);
  }

  private Outcome finish(JobView job, SubtaskId subtask, SourceText source, TranslatedText text)
      throws InterruptedException {
    var id = ClaimId.random();
    var work = new ProvidedWork(
        id, job.id(), subtask, stage(job, subtask, id, source, text), system.staging().storeId(),
        source.hash(), source.version());
    return switch (system.claims().provide(work)) {
      case Provided.Refused(var reason) -> new Outcome.Refused(reason);
      case Provided.NotFound() -> new Outcome.Refused("it was deleted by someone else");
      case Provided.Accepted accepted -> accepted.underWay() || accepted.missing() > 0
          ? new Outcome.Accepted(
              accepted.missing(), accepted.underWay() ? newestRun(job.id()) : Optional.empty())
          : promoted(job.id());
    };
  }

  private StagedResult stage(
      JobView job, SubtaskId subtask, ClaimId id, SourceText source, TranslatedText text)
      throws InterruptedException {
    var type = source.entity().type();
    var json = system.stagedText().write(type, text, source.hash(), ProvidedWork.ENGINE);
    if (type != EntityType.CHAPTER) {
      return new StagedResult.Text(new String(json, StandardCharsets.UTF_8), TextHash.of(json));
    }
    var key = StagingKey.of(job.stagingPrefix().orElse(null), job.id(), subtask, id);
    return new StagedResult.Stored(
        system.staging().put(key, json), TextHash.of(json), system.staging().storeId());
  }

  /**
   * By a run with the plan of the last one, which has nothing to translate. Whether edits were to be
   * replaced does not hold for what others wrote since.
   */
  private Outcome promoted(JobId job) {
    var plan = system.views().find(job).flatMap(JobView::run).map(RunView::plan);
    if (plan.isEmpty()) {
      return new Outcome.Accepted(0, Optional.empty());
    }
    var request = new RunRequest(
        Trigger.ADOPTION, new Scope.Unfinished(), plan.get().withoutOverwriting(),
        Optional.empty(), Optional.empty());
    return switch (system.jobs().activate(job, request, system.settings().patience())) {
      case Activated.Started started -> new Outcome.Accepted(0, Optional.of(started.run()));
      case Activated.Ignored ignored -> new Outcome.Accepted(0, newestRun(job));
      case Activated.Waiting waiting -> new Outcome.Accepted(0, Optional.empty());
      case Activated.Refused refused -> new Outcome.Accepted(0, Optional.empty());
      case Activated.NotFound gone -> new Outcome.Refused("the job was deleted by someone else");
    };
  }

  private Optional<RunId> newestRun(JobId job) {
    return system.views()
        .find(job)
        .flatMap(JobView::run)
        .filter(run -> run.state().equals("ACTIVE"))
        .map(RunView::id);
  }
}
