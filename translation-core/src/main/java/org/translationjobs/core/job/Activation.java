package org.translationjobs.core.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.job.ActivationFacts.SubtaskFacts;
import org.translationjobs.core.job.Jobs.Patience;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;

/** Decides what becomes of a job for which a run is wanted: the table of announcements, as a function. */
public sealed interface Activation {
  /**
   * A run begins.
   *
   * @param translate
   *          the subtasks it translates
   * @param finished
   *          the subtasks that are finished and stay so
   */
  record Start(List<SubtaskId> translate, List<SubtaskId> finished) implements Activation {
    public Start {
      translate = List.copyOf(translate);
      finished = List.copyOf(finished);
    }
  }

  record Ignore(String reason) implements Activation {}

  /**
   * Not yet.
   *
   * @param swept
   *          whether the sweep looks again by itself
   */
  record Wait(String reason, Duration lookAgainIn, boolean swept) implements Activation {}

  record Refuse(String reason) implements Activation {}

  /** Wait between two looks of workers that may take a job. */
  Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /** Longest wait between two looks at a job that a foreign worker has. */
  Duration LOOK_AT_FOREIGN_AGAIN = Duration.ofSeconds(30);

  /** The decision; pure. */
  static Activation decide(ActivationFacts job, RunRequest request, Patience patience) {
    var known = JobStatus.fromColumn(job.status());
    if (known.isEmpty()) {
      return new Ignore(
          "its status '" + job.status() + "' is not one of ours: the job is left alone");
    }
    if (job.beforeStartLine() && request.trigger() == Trigger.SWEEP) {
      return new Ignore("it is from before the start line; announce or adopt it");
    }
    return switch (known.get()) {
      case PENDING -> start(job, request, patience);
      case IN_PROGRESS -> inProgress(job, request, patience);
      case COMPLETED, FAILED -> isOperator(request) || anyPending(job)
          ? start(job, request, patience)
          : new Ignore("it is " + job.status() + " and has no PENDING subtask");
      case CANCELLED -> request.trigger() == Trigger.REPROCESS
          ? start(job, request, patience)
          : new Ignore("it is CANCELLED");
    };
  }

  private static Activation inProgress(ActivationFacts job, RunRequest request, Patience patience) {
    if (request.trigger() == Trigger.REPROCESS) {
      return job.run().filter(ActivationFacts.RunUnderWay::reservedByLiving).isPresent()
          ? new Ignore(
              "its run " + job.run().get().number()
                  + " belongs to another `reprocess` that still runs; stop that one first")
          : start(job, request, patience);
    }
    if (job.run().isPresent()) {
      return new Ignore("its run " + job.run().get().number() + " is under way");
    }
    var left = patience.foreignClaim().minus(job.unchangedFor());
    if (request.trigger() != Trigger.ADOPTION && left.isPositive()) {
      return new Wait(
          "another worker has it IN_PROGRESS; it is taken over once its rows have not changed for "
              + patience.foreignClaim().toSeconds() + " s",
          shorter(LOOK_AT_FOREIGN_AGAIN, left), isSwept(job));
    }
    return start(job, request, patience);
  }

  private static Activation start(ActivationFacts job, RunRequest request, Patience patience) {
    if (job.languages().isIncomplete()) {
      return new Refuse("its from_lang or target_lang is empty");
    }
    if (job.languages().sameLanguage()) {
      return new Refuse("from_lang and target_lang are the same: " + job.languages().from());
    }
    if (request.refusal().isPresent()) {
      return refuse(request.refusal().get(), job, request, patience);
    }
    var wrong = wrongEntity(job.subtasks());
    if (wrong.isPresent()) {
      return new Refuse(wrong.get());
    }
    var missing = missingSubtasks(job);
    if (missing.isPresent()) {
      var left = patience.creatorGrace().minus(job.unchangedFor());
      return left.isPositive() && request.trigger() != Trigger.REPROCESS
          ? new Wait(
              missing.get() + "; waiting for its creator", shorter(LOOK_AGAIN, left), isSwept(job))
          : new Refuse(missing.get());
    }
    return switch (request.scope()) {
      case Scope.Unfinished() -> startWith(job, s -> !isFinished(s));
      case Scope.All() -> startWith(job, s -> true);
      case Scope.Only(var ids) -> only(job, ids);
    };
  }

  private static Activation only(ActivationFacts job, Set<SubtaskId> wanted) {
    var missing = new HashSet<>(wanted);
    job.subtasks().forEach(s -> missing.remove(s.id()));
    return missing.isEmpty()
        ? startWith(job, s -> wanted.contains(s.id()))
        : new Ignore("it has no subtask " + missing.iterator().next());
  }

  /** Another worker may be able to serve what this one cannot: it gets the time to take the job. */
  private static Activation refuse(
      String reason, ActivationFacts job, RunRequest request, Patience patience) {
    if (isOperator(request)) {
      return new Ignore(reason);
    }
    var left = patience.creatorGrace().minus(job.unchangedFor());
    return left.isPositive()
        ? new Wait(
            reason + "; waiting for a worker that can", shorter(LOOK_AGAIN, left), isSwept(job))
        : new Refuse(reason);
  }

  /** The sweep looks for jobs that have not ended; those from before the start line it leaves alone. */
  private static boolean isSwept(ActivationFacts job) {
    return !job.beforeStartLine()
        && JobStatus.fromColumn(job.status()).filter(status -> !status.isEnd()).isPresent();
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static boolean isOperator(RunRequest request) {
    return request.trigger() == Trigger.REPROCESS || request.trigger() == Trigger.ADOPTION;
  }

  private static Activation startWith(
      ActivationFacts job, java.util.function.Predicate<SubtaskFacts> wanted) {
    var translate = job.subtasks()
        .stream()
        .filter(s -> SubtaskStatus.fromColumn(s.status()).isPresent())
        .filter(wanted)
        .map(SubtaskFacts::id)
        .toList();
    var finished = job.subtasks()
        .stream()
        .filter(s -> !wanted.test(s) && isFinished(s))
        .map(SubtaskFacts::id)
        .toList();
    return new Start(translate, finished);
  }

  private static boolean isFinished(SubtaskFacts subtask) {
    return subtask.status().equals(SubtaskStatus.DONE.name())
        && (subtask.hasResult() || subtask.promoted());
  }

  private static boolean anyPending(ActivationFacts job) {
    return job.subtasks().stream().anyMatch(s -> s.status().equals(SubtaskStatus.PENDING.name()));
  }

  private static Optional<String> missingSubtasks(ActivationFacts job) {
    var count = job.subtasks().size();
    if (count == 0) {
      return Optional.of("it has no subtasks (total_subtasks says " + job.totalSubtasks() + ")");
    }
    return count < job.totalSubtasks()
        ? Optional.of(
            "it has " + count + " subtasks, but total_subtasks says " + job.totalSubtasks())
        : Optional.empty();
  }

  private static Optional<String> wrongEntity(List<SubtaskFacts> subtasks) {
    var seen = new HashMap<String, SubtaskId>();
    for (var subtask : subtasks) {
      var entity = subtask.entityType().toLowerCase(Locale.ROOT) + " " + subtask.entityId();
      if (subtask.outsideNovel()) {
        return Optional.of(
            "subtask " + subtask.id() + " names " + entity + ", which is not part of the novel");
      }
      var twin = seen.putIfAbsent(entity, subtask.id());
      if (twin != null) {
        return Optional.of(
            "subtasks " + twin + " and " + subtask.id() + " both name " + entity);
      }
    }
    return Optional.empty();
  }
}
