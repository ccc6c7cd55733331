package org.translationjobs.testkit.simulation.storm;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.testkit.memory.Rows;
import org.translationjobs.testkit.simulation.SimulatedWorker;
import org.translationjobs.testkit.simulation.SimulationFailure;

/**
 * After the storm: everything comes to rest within a bounded time. Every job has ended or waits for a
 * stated reason, no work item is held, no announcement is left, and the workers stop in time.
 */
final class Calm {
  /** Longest pause, look for a damaged object three times over, engine parked, retries: all of it. */
  private static final Duration AT_MOST = Duration.ofMinutes(15);

  private final Stage stage;

  Calm(Stage stage) {
    this.stage = stage;
  }

  void comes() throws InterruptedException {
    var simulation = stage.simulation();
    simulation.troubles().calm();
    simulation.tell("calm", "");
    if (stage.random().nextInt(4) > 0) {
      stage.operator().releaseAll();
    }
    var deadline = simulation.time().plus(AT_MOST);
    for (var unrest = unrest(); unrest.isPresent(); unrest = unrest()) {
      if (simulation.time().compareTo(deadline) > 0) {
        throw new SimulationFailure(
            unrest.get().get() + ", " + AT_MOST.toMinutes() + " minutes after the last fault");
      }
      if (stage.working().isEmpty()) {
        // one may still die of what befell it in a call that it had begun before
        stage.startWorker();
      }
      simulation.sleep(Duration.ofMillis(500));
    }
    stop();
  }

  private void stop() throws InterruptedException {
    var simulation = stage.simulation();
    var working = stage.working();
    if (!simulation.stopWorkers()) {
      throw new SimulationFailure("a worker did not stop in time");
    }
    var living = simulation.database().workers().living();
    for (var worker : working) {
      if (living.contains(worker.id())) {
        throw new SimulationFailure(worker.name() + " has stopped, but is on the list of workers");
      }
    }
  }

  /** What is not at rest yet; empty when everything is. */
  private Optional<Supplier<String>> unrest() {
    var rows = stage.simulation().database().everything();
    for (var job : rows.jobs().values()) {
      if (!isAtRest(job)) {
        return Optional.of(() -> "job " + job.id() + " is still " + job);
      }
    }
    for (var run : rows.runs().values()) {
      if (!isAtRest(run, rows.jobs().get(run.job()))) {
        return Optional.of(() -> "run " + run.id() + " is still " + run);
      }
    }
    var queue = stage.simulation().announcements();
    if (queue.depth() > 0 || !queue.kept().isEmpty()) {
      return Optional.of(
          () -> "announcements are still left: " + queue.depth() + " and " + queue.kept());
    }
    return stage.working()
        .stream()
        .filter(SimulatedWorker::isHeldUp)
        .findFirst()
        .map(worker -> () -> worker.name() + " is still held up");
  }

  /** It has ended, or is held, or someone else's. */
  private boolean isAtRest(Rows.Job job) {
    var status = JobStatus.fromColumn(job.status());
    if (status.isEmpty() || isHeld(job.id())) {
      return true;
    }
    return status.get().isEnd() && !(status.get() == JobStatus.COMPLETED
        && stage.announcedAgain().contains(job.id())
        && job.subtasks().stream().anyMatch(s -> s.status().equals("PENDING")));
  }

  /** Nobody works on it; it is over with its job, unless that is held. */
  private static boolean isAtRest(Rows.Run run, Rows.@Nullable Job job) {
    if (!run.isActive()) {
      return true;
    }
    return job != null
        && job.status().equals("IN_PROGRESS")
        && run.items().values().stream().noneMatch(item -> item.state() == ItemState.CLAIMED);
  }

  private boolean isHeld(JobId job) {
    return stage.simulation()
        .database()
        .holds()
        .all()
        .stream()
        .anyMatch(
            hold -> hold.scope().equals(new HoldScope.Job(job))
                || !(hold.scope() instanceof HoldScope.Job));
  }
}
