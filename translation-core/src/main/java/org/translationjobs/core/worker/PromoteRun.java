package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.promotion.Obstacle;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.promotion.PromotionTransaction.Written;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.staging.StoreId;

/**
 * Promotes one run: verifies every staged object against its hash, writes all rows in one transaction
 * and completes the job in it.
 */
final class PromoteRun {
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_PAUSES = 1_000;

  private final WorkerPorts ports;
  private final StoreId store;
  private final Events events;
  private final Map<RunId, Duration> pauses = new HashMap<>();

  PromoteRun(WorkerPorts ports, WorkerProfile profile, Events events) {
    this.ports = ports;
    this.store = profile.store();
    this.events = events;
  }

  /** Empty when the job is completed, else after which time the run is settled again. */
  Optional<Duration> run(PromotionClaim claim) {
    events.tell(new WorkerEvent.PromotionStarted(claim.job()));
    try {
      var began = ports.tasks().now();
      var obstacles = new ArrayList<Obstacle>();
      var completion = promote(claim, obstacles);
      if (!obstacles.isEmpty()) {
        return Optional.of(report(claim, obstacles));
      }
      return switch (completion) {
        case Completion.Completed(var inserted, var updated, var kept) -> {
          events.tell(new WorkerEvent.JobCompleted(
              claim.job(), inserted, updated, kept, ports.tasks().now().minus(began)));
          yield Optional.empty();
        }
        case Completion.NotNow(var why) -> Optional.of(delay(claim, why));
      };
    } catch (InterruptedException e) {
      return Optional.of(delay(claim, "the worker stops, or its claim on the promotion is lost"));
    } catch (UnavailableException e) {
      return Optional.of(delay(claim, String.valueOf(e.getMessage())));
    } catch (TranslationJobsException e) {
      return Optional.of(failed(claim, String.valueOf(e.getMessage())));
    } catch (RuntimeException | Error e) {
      return Optional.of(failed(claim, e.toString()));
    }
  }

  private Completion promote(PromotionClaim claim, List<Obstacle> obstacles)
      throws InterruptedException {
    try (var transaction = ports.promotions().begin(claim);
        var ahead =
            new ReadAhead(ports.tasks(), new StagedResults(ports, store), transaction)) {
      for (var batch = ahead.next(); !batch.isEmpty(); batch = ahead.next()) {
        var texts = texts(batch, obstacles);
        if (obstacles.isEmpty()) {
          write(transaction, texts, obstacles);
        }
        if (!obstacles.isEmpty()) {
          return new Completion.NotNow("some results cannot be promoted");
        }
      }
      return transaction.complete();
    }
  }

  private static List<PromotionText> texts(
      List<ReadAhead.Fetched> batch, List<Obstacle> obstacles) {
    var texts = new ArrayList<PromotionText>();
    for (var fetched : batch) {
      switch (fetched.result()) {
        case StagedResults.Fetched.Good(var text) -> texts.add(text);
        case StagedResults.Fetched.Bad(var reason) ->
            obstacles.add(new Obstacle.Damaged(fetched.item().subtask(), reason));
      }
    }
    return texts;
  }

  private static void write(
      PromotionTransaction transaction, List<PromotionText> texts, List<Obstacle> obstacles) {
    var written = transaction.write(texts);
    for (var i = 0; i < written.size(); i++) {
      var subtask = texts.get(i).item().subtask();
      switch (written.get(i)) {
        case Written.Changed() -> obstacles.add(new Obstacle.SourceChanged(
            subtask, "its source text was changed after it was translated"));
        case Written.RowRefused(var reason) ->
            obstacles.add(new Obstacle.RowRefused(subtask, reason));
        case Written.Inserted inserted -> {
        }
        case Written.Updated updated -> {
        }
        case Written.Kept kept -> {
        }
      }
    }
  }

  private Duration report(PromotionClaim claim, List<Obstacle> obstacles) {
    ports.promotions().report(claim, obstacles);
    var why = obstacles.stream()
        .limit(3)
        .map(o -> "subtask " + o.subtask() + ": " + o.reason())
        .collect(Collectors.joining("; "));
    var more = obstacles.size() > 3 ? "; and " + (obstacles.size() - 3) + " more" : "";
    events.tell(new WorkerEvent.PromotionDelayed(claim.job(), why + more));
    return RETRY;
  }

  private Duration delay(PromotionClaim claim, String why) {
    return delay(claim, why, RETRY);
  }

  /** What fails by itself will hardly succeed two seconds later: it is tried less and less often. */
  private Duration failed(PromotionClaim claim, String why) {
    Duration pause;
    synchronized (pauses) {
      if (pauses.size() >= MOST_PAUSES) {
        pauses.clear();
      }
      pause = pauses.merge(
          claim.run(), RETRY, (last, first) -> last.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? last.multipliedBy(2)
              : LONGEST_PAUSE);
    }
    return delay(claim, why, pause);
  }

  private Duration delay(PromotionClaim claim, String why, Duration pause) {
    events.tell(new WorkerEvent.PromotionDelayed(claim.job(), why));
    try {
      ports.promotions().release(claim, pause, why);
    } catch (RuntimeException e) {
      // The claim's lease ends by itself.
      events.tell(new WorkerEvent.PromotionDelayed(claim.job(), String.valueOf(e.getMessage())));
    }
    return pause;
  }
}
