package org.translationjobs.core.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.CircuitBreaker;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.Translator.Translation;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.worker.ReportOutcomes.Outcome;

/** One subtask from its claim to an outcome: translated and staged, or given up. */
final class TranslateSubtask {
  private static final Duration SHORTEST_POSTPONEMENT = Duration.ofSeconds(1);
  private static final Duration LONGEST_POSTPONEMENT = Duration.ofMinutes(2);
  private static final Duration STAGING_RETRY = Duration.ofSeconds(1);

  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final WorkerProfile profile;
  private final InFlight inFlight;
  private final EngineHealth engines;
  private final EngineSlots slots;
  private final CallBooks books;
  private final CircuitBreaker stagingBreaker;
  private final ReportOutcomes reports;
  private final Events events;

  TranslateSubtask(
      WorkerPorts ports,
      WorkerSettings settings,
      WorkerProfile profile,
      InFlight inFlight,
      EngineHealth engines,
      EngineSlots slots,
      CallBooks books,
      CircuitBreaker stagingBreaker,
      ReportOutcomes reports,
      Events events) {
    this.ports = ports;
    this.settings = settings;
    this.profile = profile;
    this.inFlight = inFlight;
    this.engines = engines;
    this.slots = slots;
    this.books = books;
    this.stagingBreaker = stagingBreaker;
    this.reports = reports;
    this.events = events;
  }

  void run(Held held) {
    Outcome outcome;
    try {
      outcome = outcome(held);
    } catch (InterruptedException e) {
      // Stopping, or the claim is lost; in both cases a hand-back is right, and refused when stale.
      outcome = Outcome.handedBack(held);
    } catch (UnavailableException e) {
      outcome = new Outcome.Released(held, postponed(held.claim, SHORTEST_POSTPONEMENT, String
          .valueOf(e.getMessage())));
    } catch (RuntimeException | Error e) {
      outcome = failure(held.claim, held, "unexpected " + e, false);
    }
    reports.add(outcome);
  }

  private Outcome outcome(Held held) throws InterruptedException {
    var claim = held.claim;
    var item = claim.item();
    events.tell(new WorkerEvent.SubtaskStarted(item, item.counts().attempts() + 1));
    if (item.entity().isEmpty()) {
      return failure(claim, held, "unknown entity_type '" + item.entityType()
          + "'; known are chapter, volume and novel", true);
    }
    var source = held.source;
    if (source == null) {
      return failure(claim, held, "no source text in '" + claim.languages().from() + "' for "
          + item.entityName(), false);
    }
    var began = ports.tasks().now();
    var calls = new GuardedCalls(ports.tasks(), engines, slots, inFlight, books, held);
    Translation translation;
    try {
      translation = ports.translator()
          .translate(
              new Assignment(claim.novel(), source, claim.languages(), claim.plan()), calls);
    } catch (InterruptedException e) {
      var reason = calls.heldBecause();
      if (reason.isPresent()) {
        return new Outcome.Released(
            held,
            new Release.Postpone(claim.id(), item, SHORTEST_POSTPONEMENT, reason.get()));
      }
      throw e;
    }
    return switch (translation) {
      case Translation.Accepted accepted -> stage(held, source, accepted, began);
      case Translation.Rejected rejected ->
          failure(claim, held, rejected.reason(), rejected.permanent());
      case Translation.EngineDown down -> new Outcome.Released(
          held,
          postponed(
              claim, down.failure().retryAfter().orElse(SHORTEST_POSTPONEMENT),
              down.engine() + ": " + down.failure().message()));
    };
  }

  private Outcome stage(
      Held held, SourceText source, Translation.Accepted accepted, Duration began)
      throws InterruptedException {
    var claim = held.claim;
    var type = source.entity().type();
    var sourceHash = source.hash();
    var json = ports.stagedText().write(type, accepted.text(), sourceHash, accepted.engine());
    var hash = TextHash.of(json);
    StagedResult result;
    if (type == EntityType.CHAPTER) {
      var key = StagingKey.of(
          claim.stagingPrefix(), claim.item().job(), claim.item().subtask(), claim.id());
      result = new StagedResult.Stored(put(held, key, json), hash, profile.store());
    } else {
      result = new StagedResult.Text(new String(json, StandardCharsets.UTF_8), hash);
    }
    var work = new FinishedWork(
        claim.id(), claim.item(), result, sourceHash, source.version(), accepted.engine(),
        new ArrayList<>(accepted.warnings()));
    return new Outcome.Finished(held, work, ports.tasks().now().minus(began));
  }

  /** The translation is paid for: it is kept until the store takes it or the claim is given up. */
  private String put(Held held, StagingKey key, byte[] bytes) throws InterruptedException {
    while (true) {
      try {
        var path = ports.staging().put(key, bytes);
        if (stagingBreaker.succeeded()) {
          events.tell(new WorkerEvent.StagingReopened());
        }
        return path;
      } catch (UnavailableException e) {
        stagingBreaker
            .failed(
                FailureKind.UNAVAILABLE, String.valueOf(e.getMessage()), Optional.empty(),
                ports.tasks().now(), ports.tasks().random())
            .ifPresent(p -> events.tell(
                new WorkerEvent.StagingParked(p.reason(), p.left())));
        ports.tasks().sleep(STAGING_RETRY);
        if (inFlight.isLost(held)) {
          throw new InterruptedException("the claim is lost");
        }
      }
    }
  }

  private Outcome failure(Claim claim, Held held, String reason, boolean permanent) {
    return new Outcome.Released(
        held, settings.retry().afterFailure(claim, reason, permanent, ports.tasks().random()));
  }

  /** Nobody's attempt is spent. */
  private Release postponed(Claim claim, Duration wanted, String why) {
    var bounded = wanted.compareTo(LONGEST_POSTPONEMENT) > 0 ? LONGEST_POSTPONEMENT : wanted;
    var longest = bounded.compareTo(SHORTEST_POSTPONEMENT) < 0 ? SHORTEST_POSTPONEMENT : bounded;
    var jittered = Duration.ofNanos((long) (longest.toNanos() * (1 + ports.tasks().random() / 4)));
    return new Release.Postpone(claim.id(), claim.item(), jittered, why);
  }
}
