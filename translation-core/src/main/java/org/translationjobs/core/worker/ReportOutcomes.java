package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.time.Tasks.Signal;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.Release;

/**
 * Writes outcomes down, many in one statement when many wait. Where a subtask usually takes but a moment, outcomes
 * are gathered for a moment too: locks, counts and the commit cost as much for one as for many. While the database
 * is away the outcomes are kept; nothing is translated a second time for it.
 */
final class ReportOutcomes {
  private static final int BATCH = 200;
  /** From the beginning of one statement to that of the next, unless enough wait before. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  private final Tasks tasks;
  private final Claims claims;
  private final WorkerSettings settings;
  private final InFlight inFlight;
  private final SettleRuns settleRuns;
  private final Throughput throughput;
  private final Events events;
  private final Signal arrived;
  /** There is nothing to be gathered any more: a batch is full, or no other outcome is to come. */
  private final Signal enough;
  private final Deque<Outcome> waiting = new ArrayDeque<>();
  /** Smaller after a failure, so that one row that is locked does not hold up the others. */
  private volatile int atOnce = BATCH;

  sealed interface Outcome {
    Held held();

    record Finished(Held held, FinishedWork work, Duration took) implements Outcome {}

    record Released(Held held, Release release) implements Outcome {}

    static Outcome handedBack(Held held) {
      return new Released(held, Release.handBack(held.claim));
    }
  }

  ReportOutcomes(
      Tasks tasks,
      Claims claims,
      WorkerSettings settings,
      InFlight inFlight,
      SettleRuns settleRuns,
      Throughput throughput,
      Events events) {
    this.tasks = tasks;
    this.claims = claims;
    this.settings = settings;
    this.inFlight = inFlight;
    this.settleRuns = settleRuns;
    this.throughput = throughput;
    this.events = events;
    this.arrived = tasks.newSignal();
    this.enough = tasks.newSignal();
  }

  void add(Outcome outcome) {
    addAll(List.of(outcome));
  }

  /** All at once: a worker that stops may have time for one statement only. */
  void handBack(Collection<Held> claims) {
    addAll(claims.stream().map(Outcome::handedBack).toList());
  }

  private void addAll(List<Outcome> outcomes) {
    // first: what is being written down is not taken for lost when its claim ends by that
    outcomes.forEach(outcome -> inFlight.reporting(outcome.held()));
    int count;
    synchronized (waiting) {
      waiting.addAll(outcomes);
      count = waiting.size();
    }
    arrived.raise();
    if (count >= atOnce || !inFlight.expectsOutcomes()) {
      enough.raise();
    }
  }

  int backlog() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** Lets a turn that waits for an outcome come to its end; one that gathers ends by itself in a moment. */
  void nudge() {
    arrived.raise();
  }

  void turn() throws InterruptedException {
    var batch = next();
    if (batch.isEmpty()) {
      arrived.await(settings.poll());
      return;
    }
    var size = batch.size();
    var began = tasks.now();
    try {
      writeDown(batch);
      atOnce = Math.min(BATCH, 2 * atOnce);
    } catch (UnavailableException e) {
      putBack(batch);
      atOnce = Math.max(1, size / 2);
      throw e;
    } catch (RuntimeException e) {
      writeDownEach(batch);
    } catch (Error e) {
      putBack(batch);
      throw e;
    }
    gatherUntil(began.plus(GATHERING));
  }

  /** What arrives after a pause is written down at once; only what follows closely is gathered. */
  private void gatherUntil(Duration time) throws InterruptedException {
    var left = time.minus(tasks.now());
    while (left.isPositive() && isGathering()) {
      enough.await(left);
      left = time.minus(tasks.now());
    }
  }

  private boolean isGathering() {
    return throughput.isQuick() && backlog() < atOnce && inFlight.expectsOutcomes();
  }

  /** Takes out of the batch what is written down. */
  private void writeDown(List<Outcome> batch) {
    finish(of(batch, Outcome.Finished.class));
    batch.removeIf(Outcome.Finished.class::isInstance);
    release(of(batch, Outcome.Released.class));
    batch.clear();
  }

  private static <T extends Outcome> List<T> of(List<Outcome> batch, Class<T> type) {
    return batch.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** One outcome that the database refuses must not hold up the others. */
  private void writeDownEach(List<Outcome> batch) {
    for (var i = 0; i < batch.size(); i++) {
      var outcome = batch.get(i);
      try {
        writeDown(new ArrayList<>(List.of(outcome)));
      } catch (UnavailableException | Error e) {
        putBack(batch.subList(i, batch.size()));
        throw e;
      } catch (RuntimeException e) {
        refused(outcome, e);
      }
    }
  }

  private void refused(Outcome outcome, RuntimeException cause) {
    events.tell(new WorkerEvent.LoopFailed("report", cause, 1, Duration.ZERO));
    switch (outcome) {
      case Outcome.Finished(var held, var work, var took) -> add(new Outcome.Released(
          held,
          settings.retry()
              .afterFailure(
                  held.claim, "its result cannot be recorded: " + cause.getMessage(), false,
                  tasks.random())));
      // Its lease ends by itself, and the subtask is taken back then.
      case Outcome.Released(var held, var release) -> inFlight.remove(List.of(held.claim.id()));
    }
  }

  private List<Outcome> next() {
    synchronized (waiting) {
      var batch = new ArrayList<Outcome>();
      while (batch.size() < atOnce && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      return batch;
    }
  }

  /** Behind the others. */
  private void putBack(List<Outcome> batch) {
    synchronized (waiting) {
      waiting.addAll(batch);
    }
  }

  private void finish(List<Outcome.Finished> finished) {
    if (!finished.isEmpty()) {
      var results = claims.finish(finished.stream().map(Outcome.Finished::work).toList());
      finished.forEach(f -> finished(f, results));
      remove(finished);
    }
  }

  private void remove(List<? extends Outcome> written) {
    inFlight.remove(written.stream().map(o -> o.held().claim.id()).toList());
  }

  private void finished(Outcome.Finished outcome, Map<ClaimId, Finish> results) {
    var item = outcome.held().claim.item();
    switch (results.getOrDefault(outcome.held().claim.id(), new Finish.Stale())) {
      case Finish.Accepted(var progress, var remaining) -> {
        throughput.finished(tasks.now(), outcome.took());
        events.tell(new WorkerEvent.SubtaskFinished(
            item, outcome.work().engine(), outcome.took(), progress, outcome.work().warnings()));
        if (remaining == 0) {
          settleRuns.want(item.run());
        }
      }
      case Finish.Stale() -> lost(outcome.held());
    }
  }

  private void release(List<Outcome.Released> released) {
    if (!released.isEmpty()) {
      var accepted = claims.release(released.stream().map(Outcome.Released::release).toList());
      released.forEach(r -> {
        if (accepted.contains(r.held().claim.id())) {
          released(r);
        } else {
          lost(r.held());
        }
      });
      remove(released);
    }
  }

  /** Told once: the heartbeat may have noticed before. */
  private void lost(Held held) {
    if (!inFlight.isLost(held)) {
      events.tell(new WorkerEvent.ClaimLost(held.claim.item()));
    }
  }

  private void released(Outcome.Released outcome) {
    switch (outcome.release()) {
      case Release.HandBack(var id, var item) ->
          events.tell(new WorkerEvent.SubtaskHandedBack(item));
      case Release.Postpone(var id, var item, var delay, var reason) ->
          events.tell(new WorkerEvent.SubtaskPostponed(item, reason, delay));
      case Release.Retry(var id, var item, var delay, var reason) ->
          events.tell(new WorkerEvent.SubtaskRetries(item, reason, delay));
      case Release.Fail(var id, var item, var reason) -> {
        events.tell(new WorkerEvent.SubtaskFailed(item, reason));
        if (outcome.held().claim.plan().failurePolicy() == Plan.FailurePolicy.FAIL_FAST) {
          settleRuns.want(item.run());
        }
      }
    }
  }
}
