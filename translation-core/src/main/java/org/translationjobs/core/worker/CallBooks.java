package org.translationjobs.core.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.cost.Budget;
import org.translationjobs.core.cost.CallEnd;
import org.translationjobs.core.cost.CallLedger.Begun;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.cost.EngineCallIntent;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.time.Tasks.Signal;
import org.translationjobs.core.work.Claim;

/**
 * Writes every engine call into the ledger, before it is sent and when it has ended. While the ledger
 * is away nothing is sent, and ends are kept until it is back. Thread-safe.
 */
final class CallBooks {
  /** From so many kept ends on no call begins. */
  private static final int MOST_KEPT = 1_000;

  private final WorkerPorts ports;
  private final WorkerProfile profile;
  private final WorkerSettings settings;
  private final Events events;
  private final Signal arrived;
  private final Deque<CallEnd> kept = new ArrayDeque<>();

  CallBooks(WorkerPorts ports, WorkerProfile profile, WorkerSettings settings, Events events) {
    this.ports = ports;
    this.profile = profile;
    this.settings = settings;
    this.events = events;
    this.arrived = ports.tasks().newSignal();
  }

  /** Whether a call may be sent. */
  sealed interface Entry {
    record Opened() implements Entry {}

    /** Not now; it may be asked again soon. */
    record Wait() implements Entry {}

    /** The job is held. */
    record Held(String reason) implements Entry {}
  }

  /** Of the n-th call under a claim; unique because claim ids are. */
  static UUID callId(Claim claim, int number) {
    return UUID.nameUUIDFromBytes((claim.id() + "#" + number).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes the intent; may be repeated with the same id.
   *
   * @param most
   *          that the call uses
   */
  Entry open(
      UUID id, Claim claim, String engine, EngineRequest request, Usage most,
      Duration expiresIn) {
    if (kept() >= MOST_KEPT) {
      return new Entry.Wait();
    }
    try {
      var intent = new EngineCallIntent(
          id, claim.item(), claim.id(), engine,
          Optional.ofNullable(request.parameters().get("model")), request.segments().size(),
          most, ports.prices().of(engine).of(most), expiresIn);
      return switch (ports.ledger().begin(intent)) {
        case Begun.Granted() -> new Entry.Opened();
        case Begun.Refused(var budget, var decision) -> decision == Budget.Decision.SPENT
            ? hold(claim, budget, intent.reserved())
            : new Entry.Wait();
      };
    } catch (UnavailableException e) {
      return new Entry.Wait();
    }
  }

  /** The budget may be raised, and its hold released, at the same moment: then nothing is held. */
  private Entry hold(Claim claim, Budget budget, Cost wanted) {
    var job = claim.item().job();
    var currency = ports.prices().currency();
    var reason = "the budget of " + budget.amount() + " " + currency + " is spent: " + budget
        .spent()
        + " used, " + budget.reserved() + " reserved, " + wanted
        + " wanted for the next call; raise it with: translation-cli budget " + job
        + " --amount …";
    return ports.ledger().holdIfSpent(job, wanted, reason, profile.name())
        ? new Entry.Held(reason)
        : new Entry.Wait();
  }

  /** Books an answer now, or as soon as the ledger is back. */
  void close(UUID id, String engine, EngineReply reply) {
    var outcome = switch (reply) {
      case EngineReply.Translated translated -> CallEnd.TRANSLATED;
      case EngineReply.Failure failure -> failure.kind().name().toLowerCase(Locale.ROOT);
    };
    var usage = usage(reply);
    keep(new CallEnd(id, outcome, usage, ports.prices().of(engine).of(usage)));
    try {
      flush();
    } catch (UnavailableException e) {
      arrived.raise();
    }
  }

  private static Usage usage(EngineReply reply) {
    return switch (reply) {
      case EngineReply.Translated translated -> translated.usage();
      case EngineReply.Failure failure -> failure.usage();
    };
  }

  /** Books later that nobody waited for the answer: who is interrupted should not wait. */
  void abandon(UUID id) {
    keep(CallEnd.interrupted(id));
    arrived.raise();
  }

  void turn() throws InterruptedException {
    flush();
    arrived.await(settings.poll());
  }

  void nudge() {
    arrived.raise();
  }

  /** Writes what is kept; what the ledger refuses for good is told and dropped. */
  void flush() {
    for (var end = next(); end != null; end = next()) {
      try {
        ports.ledger().end(end);
      } catch (UnavailableException e) {
        keep(end);
        throw e;
      } catch (RuntimeException e) {
        events.tell(new WorkerEvent.LoopFailed("ledger", e, 1, Duration.ZERO));
      }
    }
  }

  private void keep(CallEnd end) {
    synchronized (kept) {
      kept.add(end);
    }
  }

  private @Nullable CallEnd next() {
    synchronized (kept) {
      return kept.poll();
    }
  }

  private int kept() {
    synchronized (kept) {
      return kept.size();
    }
  }
}
