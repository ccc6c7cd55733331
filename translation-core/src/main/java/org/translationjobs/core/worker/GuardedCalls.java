package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.time.Tasks;

/**
 * The engine calls of one subtask: none to a parked engine, none under a claim that may be lost, none
 * that does not stand in the ledger or that the job's budget does not allow, and none that keeps its
 * subtask or its slot much longer than the request's time-out. Used by one thread.
 */
final class GuardedCalls implements EngineCalls {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  /** For the way to the ledger and back. */
  private static final Duration EXPIRY_MARGIN = Duration.ofSeconds(30);
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(5);

  private final Tasks tasks;
  private final EngineHealth health;
  private final EngineSlots slots;
  private final InFlight inFlight;
  private final CallBooks books;
  private final Held held;
  private int numberOfCalls;
  /** An intent may have been written though its answer was lost. */
  private boolean mayStandInBooks;
  private Optional<String> heldBecause = Optional.empty();

  GuardedCalls(
      Tasks tasks, EngineHealth health, EngineSlots slots, InFlight inFlight, CallBooks books,
      Held held) {
    this.tasks = tasks;
    this.health = health;
    this.slots = slots;
    this.inFlight = inFlight;
    this.books = books;
    this.held = held;
  }

  /** Why nothing was called: the job is held, or its budget is spent. */
  Optional<String> heldBecause() {
    return heldBecause;
  }

  @Override
  public Optional<EngineReply.Failure> refusal(String engine) {
    return health.refusal(engine);
  }

  /**
   * Who cannot call now, because the claim or the budget has to be waited for, gives slot and probe
   * back meanwhile: others can use them.
   */
  @Override
  public EngineReply call(TranslationEngine engine, EngineRequest request)
      throws InterruptedException {
    var id = CallBooks.callId(held.claim, ++numberOfCalls);
    mayStandInBooks = false;
    // once for all tries: what is reserved is what may be used
    var most = engine.most(request);
    var limited = request.within(most.outputTokens());
    try {
      var reply = inSlot(id, engine, limited, most);
      while (reply.isEmpty()) {
        tasks.sleep(LOOK_AGAIN);
        reply = inSlot(id, engine, limited, most);
      }
      return reply.get();
    } finally {
      if (mayStandInBooks) {
        books.abandon(id);
      }
    }
  }

  /** Empty when it could not be called now. */
  private Optional<EngineReply> inSlot(
      UUID id, TranslationEngine engine, EngineRequest request, Usage most)
      throws InterruptedException {
    slots.enter(engine.name());
    try {
      if (inFlight.rests(held)) {
        throw heldBecause("the job is held");
      }
      // while the database cannot be asked, the claim may be another's: nothing is paid for it then
      if (!inFlight.trusts(held)) {
        return Optional.empty();
      }
      return health.tryEnter(engine.name())
          ? entered(id, engine, request, most)
          : Optional.of(
              health.refusal(engine.name())
                  .orElseGet(() -> EngineReply.Failure.of(
                      FailureKind.UNAVAILABLE,
                      engine.name() + " is being probed by another subtask")));
    } finally {
      slots.leave(engine.name());
    }
  }

  private Optional<EngineReply> entered(
      UUID id, TranslationEngine engine, EngineRequest request, Usage most)
      throws InterruptedException {
    var learned = false;
    try {
      if (!isOpen(id, engine, request, most)) {
        return Optional.empty();
      }
      var began = tasks.now();
      var reply = new EngineCall(tasks, health, engine, request).answer(limit(request.timeout()));
      health.learn(engine.name(), reply, tasks.now().minus(began));
      learned = true;
      books.close(id, engine.name(), reply);
      mayStandInBooks = false;
      return Optional.of(reply);
    } finally {
      if (!learned) {
        health.abandoned(engine.name());
      }
    }
  }

  /** Whether the call stands in the ledger; until then nothing may be paid for. */
  private boolean isOpen(
      UUID id, TranslationEngine engine, EngineRequest request, Usage most)
      throws InterruptedException {
    var expiresIn = limit(request.timeout()).plus(EXPIRY_MARGIN);
    mayStandInBooks = true;
    return switch (books.open(id, held.claim, engine.name(), request, most, expiresIn)) {
      case CallBooks.Entry.Opened() -> true;
      case CallBooks.Entry.Wait() -> false;
      case CallBooks.Entry.Held(var reason) -> {
        throw heldBecause(reason);
      }
    };
  }

  private InterruptedException heldBecause(String reason) {
    heldBecause = Optional.of(reason);
    return new InterruptedException(reason);
  }

  /** The engine keeps its time-out itself and says more about it: it gets a little longer here. */
  private static Duration limit(Duration timeout) {
    var quarter = timeout.dividedBy(4);
    return timeout.plus(quarter.compareTo(LONGEST_MARGIN) < 0 ? quarter : LONGEST_MARGIN);
  }
}
