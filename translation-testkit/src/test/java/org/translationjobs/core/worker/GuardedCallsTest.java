package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.cost.CallEnd;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.cost.EngineCallIntent;
import org.translationjobs.core.cost.Price;
import org.translationjobs.core.cost.Prices;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.RequestContext.TextKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.RealTasks;
import org.translationjobs.testkit.Scene;

class GuardedCallsTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Tasks tasks = new RealTasks();
  private final WorkerScene scene = new WorkerScene(tasks);
  private final EngineHealth health = new EngineHealth(tasks, scene.events, List.of("one"));
  private final AtomicBoolean released = new AtomicBoolean();

  @AfterEach
  void release() {
    released.set(true);
  }

  /** Ends for nobody before it is released. */
  private EngineReply hang(EngineRequest request) {
    while (!released.get()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      var unused = Thread.interrupted();
    }
    return OneAtATime.answered(request);
  }

  private GuardedCalls calls(OneAtATime engine) {
    return calls(tasks, engine);
  }

  private GuardedCalls calls(Tasks tasks, OneAtATime engine) {
    return calls(tasks, engine, WorkerScene.held(tasks.now()));
  }

  private GuardedCalls calls(Tasks tasks, OneAtATime engine, Held held) {
    return calls(
        tasks, engine, held,
        new CallBooks(scene.ports(), scene.profile, scene.settings, scene.events));
  }

  private GuardedCalls calls(Tasks tasks, OneAtATime engine, Held held, CallBooks books) {
    return calls(tasks, new EngineSlots(tasks, List.of(engine)), held, books);
  }

  private GuardedCalls calls(Tasks tasks, EngineSlots slots, Held held, CallBooks books) {
    return calls(
        tasks, slots, held, books, new InFlight(tasks, Duration.ofHours(1), tasks
            .newSignal()::raise));
  }

  private GuardedCalls calls(
      Tasks tasks, EngineSlots slots, Held held, CallBooks books, InFlight inFlight) {
    return new GuardedCalls(tasks, health, slots, inFlight, books, held);
  }

  private static EngineRequest request(Duration timeout) {
    return new EngineRequest(
        Scene.EN_ES, SegmentFormat.PLAIN, List.of(new EngineSegment(1, "lamp")),
        RequestContext.of(TextKind.CONTENT), List.of(), Map.of(), timeout);
  }

  @Test
  void anEngineThatIsHeldIsNotCalledUntilItIsReleased() throws Exception {
    var engine = new OneAtATime();
    var calls = calls(engine);
    health.hold(Set.of("one"));
    assertThat(health.capacity("one")).isZero();
    assertThat(calls.call(engine, request(LONG)))
        .isInstanceOfSatisfying(
            EngineReply.Failure.class, failure -> assertThat(failure.message())
                .isEqualTo("one is held"));
    health.hold(Set.of("other"));
    assertThat(calls.call(engine, request(LONG))).isInstanceOf(EngineReply.Translated.class);
  }

  @Test
  void anEngineThatIgnoresItsTimeoutAndInterruptsKeepsNeitherSubtaskNorSlot() throws Exception {
    var engine = new OneAtATime().does(this::hang);
    var calls = calls(engine);
    assertThat(calls.call(engine, request(Duration.ofMillis(100))))
        .isInstanceOfSatisfying(EngineReply.Failure.class, failure -> {
          assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
          assertThat(failure.message()).contains("one gave no answer within");
        });
    assertThat(scene.told(WorkerEvent.EngineCallGivenUp.class))
        .singleElement()
        .isInstanceOfSatisfying(
            WorkerEvent.EngineCallGivenUp.class,
            event -> assertThat(event.stillRunning()).isEqualTo(1));
    engine.does(OneAtATime::answered);
    assertThat(calls.call(engine, request(LONG))).isInstanceOf(EngineReply.Translated.class);
  }

  @Test
  void anEngineThatHeedsInterruptsIsNotLeftBehind() throws Exception {
    var engine = new OneAtATime().does(request -> {
      tasks.sleep(LONG);
      return OneAtATime.answered(request);
    });
    assertThat(
        calls(new PatientTasks(tasks), engine).call(engine, request(Duration.ofMillis(100))))
        .isInstanceOfSatisfying(
            EngineReply.Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThat(scene.told(WorkerEvent.EngineCallGivenUp.class)).isEmpty();
  }

  @Test
  void whileTooManyCallsAreLeftBehindTheEngineIsNotCalled() throws Exception {
    var most = EngineHealth.MOST_STILL_RUNNING;
    var called = new AtomicInteger();
    var engine = new OneAtATime(most).does(request -> {
      called.incrementAndGet();
      return hang(request);
    });
    var calls = calls(engine);
    var callers = new ArrayList<Tasks.Task>();
    for (var i = 0; i < most; i++) {
      callers.add(tasks.start("caller", () -> calls.call(engine, request(LONG))));
    }
    Eventually.until("all are under way", () -> called.get() == most);
    callers.forEach(Tasks.Task::interrupt);
    for (var caller : callers) {
      assertThat(caller.join(LONG)).isTrue();
    }
    assertThat(called).hasValue(most);
    assertThat(health.capacity("one")).isZero();
    assertThat(calls.call(engine, request(LONG)))
        .isInstanceOfSatisfying(
            EngineReply.Failure.class,
            failure -> assertThat(failure.message()).contains("still run"));
    assertThat(called).hasValue(most);
    released.set(true);
    Eventually.until("it may be called again", () -> health.capacity("one") > 0);
  }

  @Test
  void anInterruptedCallerInterruptsItsCall() throws Exception {
    var entered = new CountDownLatch(1);
    var noticed = new CountDownLatch(1);
    var left = new CountDownLatch(1);
    var engine = new OneAtATime().does(request -> {
      entered.countDown();
      try {
        tasks.sleep(LONG);
      } catch (InterruptedException e) {
        noticed.countDown();
        throw e;
      }
      return OneAtATime.answered(request);
    });
    var caller = tasks.start("caller", () -> {
      try {
        calls(new PatientTasks(tasks), engine).call(engine, request(LONG));
      } catch (InterruptedException e) {
        left.countDown();
      }
    });
    assertThat(entered.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(noticed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(left.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(scene.told).isEmpty();
  }

  @Test
  void atItsBudgetTheJobIsHeldAndGoesOnWhenItIsRaised() throws Exception {
    scene.prices = new Prices(
        "USD", Map.of("one", new Price(Cost.parse("1"), Cost.parse("2"), Cost.ZERO)));
    var used = new Usage(1, 500, 100, 0);
    var engine = new OneAtATime()
        .does(request -> new EngineReply.Translated(request.segments(), used));
    var held = WorkerScene.held(tasks.now());
    var job = held.claim.item().job();
    var ledger = scene.database.ledger();
    ledger.setBudget(job, Optional.of(new Cost(1_500)));
    var calls = calls(tasks, engine, held);
    assertThat(calls.call(engine, request(LONG))).isInstanceOf(EngineReply.Translated.class);
    assertThatThrownBy(() -> calls.call(engine, request(LONG)))
        .isInstanceOf(InterruptedException.class);
    assertThat(calls.heldBecause().orElseThrow())
        .contains("budget of 0.0015 USD is spent: 0.0007 used", "translation-cli budget " + job);
    assertThat(scene.database.holds().all())
        .singleElement()
        .satisfies(hold -> assertThat(hold.kind()).isEqualTo(Hold.Kind.BUDGET));
    ledger.setBudget(job, Optional.of(Cost.parse("1")));
    assertThat(calls.call(engine, request(LONG))).isInstanceOf(EngineReply.Translated.class);
    var total = ledger.cost(job).total();
    assertThat(total.ended()).isEqualTo(2);
    assertThat(total.usage()).isEqualTo(used.plus(used));
    assertThat(total.cost()).isEqualTo(new Cost(1_400));
  }

  @Test
  void theCallUnderWayOfAHeldJobEndsAndIsBookedAndNoOtherBegins() throws Exception {
    var entered = new CountDownLatch(1);
    var goesOn = new CountDownLatch(1);
    var engine = new OneAtATime().does(request -> {
      entered.countDown();
      goesOn.await();
      return OneAtATime.answered(request);
    });
    var held = WorkerScene.held(tasks.now());
    var job = held.claim.item().job();
    var inFlight = new InFlight(tasks, Duration.ofHours(1), tasks.newSignal()::raise);
    assertThat(inFlight.hold(List.of(held))).isTrue();
    inFlight.ready(List.of(held.claim), Map.of());
    assertThat(inFlight.beginNext(1)).contains(held);
    var books = new CallBooks(scene.ports(), scene.profile, scene.settings, scene.events);
    var calls = calls(tasks, new EngineSlots(tasks, List.of(engine)), held, books, inFlight);
    var reply = new AtomicReference<@Nullable EngineReply>();
    var caller = tasks.start("caller", () -> reply.set(calls.call(engine, request(LONG))));
    assertThat(entered.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(inFlight.rest(job::equals)).isEmpty();
    goesOn.countDown();
    assertThat(caller.join(LONG)).isTrue();
    assertThat(reply.get()).isInstanceOf(EngineReply.Translated.class);
    assertThatThrownBy(() -> calls.call(engine, request(LONG)))
        .isInstanceOf(InterruptedException.class);
    assertThat(calls.heldBecause()).contains("the job is held");
    var total = scene.database.ledger().cost(job).total();
    assertThat(total.calls()).isOne();
    assertThat(total.ended()).isOne();
    assertThat(inFlight.rest(other -> false)).isEmpty();
    assertThat(calls.call(engine, request(LONG))).isInstanceOf(EngineReply.Translated.class);
  }

  @Test
  void whoWaitsForABudgetKeepsNeitherSlotNorProbe() throws Exception {
    scene.prices = new Prices(
        "USD", Map.of("one", new Price(Cost.parse("1"), Cost.parse("2"), Cost.ZERO)));
    var engine = new OneAtATime();
    var slots = new EngineSlots(tasks, List.of(engine));
    var books = new CallBooks(scene.ports(), scene.profile, scene.settings, scene.events);
    var poor = WorkerScene.held(tasks.now());
    var amount = new Cost(10_000);
    var ledger = scene.database.ledger();
    ledger.setBudget(poor.claim.item().job(), Optional.of(amount));
    var underWay = new EngineCallIntent(
        UUID.randomUUID(), poor.claim.item(), poor.claim.id(), "one", Optional.empty(), 1,
        Usage.NONE, amount, LONG);
    ledger.begin(underWay);
    health.learn(
        "one",
        new EngineReply.Failure(FailureKind.UNAVAILABLE, "down", Optional.of(Duration.ZERO)),
        Duration.ZERO);
    assertThat(health.capacity("one")).isOne();
    var waits = new CountDownLatch(1);
    var waiting = calls(new ToldSleeps(tasks, waits), slots, poor, books);
    var reply = new AtomicReference<@Nullable EngineReply>();
    var waiter = tasks.start("waiter", () -> reply.set(waiting.call(engine, request(LONG))));
    assertThat(waits.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    var rich = calls(tasks, slots, WorkerScene.held(tasks.now()), books);
    var other = new AtomicReference<@Nullable EngineReply>();
    var caller = tasks.start("other", () -> other.set(rich.call(engine, request(LONG))));
    assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
    assertThat(other.get()).isInstanceOf(EngineReply.Translated.class);
    assertThat(reply.get()).isNull();
    ledger.end(CallEnd.interrupted(underWay.id()));
    assertThat(waiter.join(LONG)).isTrue();
    assertThat(reply.get()).isInstanceOf(EngineReply.Translated.class);
    assertThat(ledger.cost(poor.claim.item().job()).total().ended()).isOne();
  }

  @Test
  void aCallWhoseCallerIsInterruptedIsListedAsUnanswered() throws Exception {
    var entered = new CountDownLatch(1);
    var engine = new OneAtATime().does(request -> {
      entered.countDown();
      return hang(request);
    });
    var held = WorkerScene.held(tasks.now());
    var books = new CallBooks(scene.ports(), scene.profile, scene.settings, scene.events);
    var calls = calls(tasks, engine, held, books);
    var caller = tasks.start("caller", () -> calls.call(engine, request(LONG)));
    assertThat(entered.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    var ledger = scene.database.ledger();
    assertThat(ledger.cost(held.claim.item().job()).total().inFlight()).isOne();
    caller.interrupt();
    assertThat(caller.join(LONG)).isTrue();
    books.flush();
    assertThat(ledger.cost(held.claim.item().job()).total().unanswered()).isOne();
  }

  @Test
  void whatEscapesAnEngineIsABadReply() throws Exception {
    var engine = new OneAtATime().does(request -> {
      throw new IllegalStateException("bug");
    });
    assertThat(calls(engine).call(engine, request(LONG)))
        .isEqualTo(
            EngineReply.Failure.of(
                FailureKind.BAD_REPLY, "one threw java.lang.IllegalStateException: bug"));
  }
}
