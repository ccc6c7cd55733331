package org.translationjobs.core.event;

import java.time.Duration;
import java.util.List;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.work.WorkItem;

/** Something that happened in a worker. */
public sealed interface WorkerEvent {
  /** Something that happened to one job. */
  sealed interface OfJob extends WorkerEvent {
    JobId job();
  }

  /** Something that happened to one subtask. */
  sealed interface OfSubtask extends OfJob {
    WorkItem item();

    @Override
    default JobId job() {
      return item().job();
    }
  }

  record WorkerStarted(String name) implements WorkerEvent {}

  /**
   * @param running
   *          subtasks in flight at that moment
   */
  record WorkerStopping(int running, Duration atMost) implements WorkerEvent {}

  record WorkerStopped(Duration took) implements WorkerEvent {}

  record JobStarted(JobId job, RunId run, int number, int toTranslate, int total)
      implements OfJob {}

  record JobIgnored(JobId job, String reason) implements OfJob {}

  record JobWaits(JobId job, String reason) implements OfJob {}

  /** The job has been set to FAILED before anything was translated. */
  record JobRefused(JobId job, String reason) implements OfJob {}

  record JobFailed(JobId job, String message) implements OfJob {}

  /** Its run is over because of what others did to the job. */
  record JobTakenAway(JobId job, String why) implements OfJob {}

  record JobCompleted(
      JobId job, int inserted, int updated, List<String> kept, Duration promotionTook)
      implements OfJob {
    public JobCompleted {
      kept = List.copyOf(kept);
    }
  }

  record PromotionStarted(JobId job) implements OfJob {}

  /** The promotion did not succeed and will be tried again or was sent back. */
  record PromotionDelayed(JobId job, String why) implements OfJob {}

  /** This worker cannot serve the job's run; said once for each run and reason. */
  record JobNotServable(JobId job, String reason) implements OfJob {}

  record SubtaskStarted(WorkItem item, int attempt) implements OfSubtask {}

  record SubtaskFinished(
      WorkItem item, String engine, Duration took, Progress progress, List<String> warnings)
      implements OfSubtask {
    public SubtaskFinished {
      warnings = List.copyOf(warnings);
    }
  }

  record SubtaskRetries(WorkItem item, String reason, Duration delay) implements OfSubtask {}

  record SubtaskFailed(WorkItem item, String reason) implements OfSubtask {}

  /** Due again without an attempt spent: an engine or a store is down. */
  record SubtaskPostponed(WorkItem item, String reason, Duration delay) implements OfSubtask {}

  record SubtaskHandedBack(WorkItem item) implements OfSubtask {}

  /** The claim was lost or revoked; whatever was done is forgotten. */
  record ClaimLost(WorkItem item) implements OfSubtask {}

  /** The claim of a dead worker was taken back. */
  record SubtaskRescued(WorkItem item, boolean failed) implements OfSubtask {}

  /**
   * @param outcome
   *          {@code translated} or the failure's kind in lower case
   */
  record EngineCalled(String engine, String outcome, Duration took) implements WorkerEvent {}

  record EngineParked(String engine, String reason, Duration until) implements WorkerEvent {}

  record EngineReopened(String engine) implements WorkerEvent {}

  /**
   * A call did not end after its time-out, nor when it was interrupted: the subtask goes on without it.
   *
   * @param after
   *          since the call began
   * @param stillRunning
   *          given up calls of this engine that have not ended yet; from a bound on it is not called
   */
  record EngineCallGivenUp(String engine, Duration after, int stillRunning)
      implements WorkerEvent {}

  /** The staging store cannot be written: nothing is claimed until it can, or until the next try. */
  record StagingParked(String reason, Duration until) implements WorkerEvent {}

  record StagingReopened() implements WorkerEvent {}

  /** A message was put on the rejected list. */
  record AnnouncementRejected(String payload, String reason) implements WorkerEvent {}

  /** Announcements that dead workers had kept are in the queue again. */
  record AnnouncementsRecovered(int count) implements WorkerEvent {}

  /**
   * A loop of the worker fails and goes on trying.
   *
   * @param failures
   *          in a row
   */
  record LoopFailed(String loop, Throwable cause, int failures, Duration retryIn)
      implements WorkerEvent {}

  record LoopRecovered(String loop, int failures) implements WorkerEvent {}
}
