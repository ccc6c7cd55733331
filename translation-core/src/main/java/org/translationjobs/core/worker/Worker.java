package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.announcement.Announcements.WakeSubscription;
import org.translationjobs.core.engine.CircuitBreaker;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.event.WorkerListener;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.time.Tasks.Signal;
import org.translationjobs.core.time.Tasks.Task;

/**
 * A worker: receives announcements, activates jobs, claims and translates subtasks, promotes finished
 * runs and sweeps up what others left. Thread-safe.
 */
public final class Worker {
  private static final Duration CHECK = Duration.ofMillis(20);
  private static final Duration SUBSCRIBE_AGAIN = Duration.ofSeconds(5);

  private final WorkerProfile profile;
  private final WorkerSettings settings;
  private final WorkerPorts ports;
  private final Events events;
  private final InFlight inFlight;
  private final ReportOutcomes reports;
  private final CallBooks books;
  private final SettleRuns settleRuns;
  private final KeepClaims keepClaims;
  private final ClaimWork claimWork;
  private final Sweep sweep;
  private final NoticeWork noticeWork;
  private final ReceiveAnnouncements receive;
  private final ClaimSignal claimWanted;
  private final Signal subscriptionEnds;
  private final Map<Loop, Task> loops = new LinkedHashMap<>();
  private volatile @Nullable WakeSubscription subscription;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();
  /** Whether the stop came to its end in time; null before it has ended. */
  private volatile @Nullable Boolean stopped;

  /**
   * @param plan
   *          with which this worker starts new runs
   */
  public Worker(
      WorkerProfile profile,
      Plan plan,
      WorkerSettings settings,
      WorkerPorts ports,
      WorkerListener listener) {
    this.profile = profile;
    this.settings = settings;
    this.ports = ports;
    events = new Events(listener);
    var tasks = ports.tasks();
    claimWanted = new ClaimSignal(tasks.newSignal());
    subscriptionEnds = tasks.newSignal();
    var serving = new Serving(tasks, profile.store(), ports.engines());
    var engines = new EngineHealth(
        tasks, events, ports.engines().stream().map(TranslationEngine::name).toList());
    var stagingBreaker = new CircuitBreaker();
    var throughput = new Throughput(tasks.now());
    inFlight = new InFlight(tasks, settings.lease(), claimWanted::raiseForRoom);
    settleRuns = new SettleRuns(
        ports, settings, profile, new PromoteRun(ports, profile, events), claimWanted, events);
    reports = new ReportOutcomes(
        tasks, ports.claims(), settings, inFlight, settleRuns, throughput, events);
    books = new CallBooks(ports, profile, settings, events);
    var translateSubtask = new TranslateSubtask(
        ports, settings, profile, inFlight, engines, new EngineSlots(tasks, ports.engines()),
        books, stagingBreaker, reports, events);
    claimWork = new ClaimWork(
        ports, settings, profile, plan, serving, engines, stagingBreaker, inFlight,
        translateSubtask,
        reports, throughput, events, claimWanted);
    keepClaims =
        new KeepClaims(ports, settings, profile, inFlight, engines, settleRuns, reports, events);
    var activateJobs =
        new ActivateJobs(ports, settings, profile, plan, serving, claimWork, events);
    receive = new ReceiveAnnouncements(
        ports, profile, activateJobs, claimWork::isFull, settings.patience().creatorGrace(),
        events);
    sweep = new Sweep(
        ports, settings, profile, activateJobs, settleRuns, keepClaims, receive::moreWait,
        claimWanted, events);
    noticeWork = new NoticeWork(ports, settings, profile, keepClaims, sweep, claimWanted);
  }

  /**
   * Starts the worker's tasks and returns at once; no server has to be reachable.
   *
   * @throws IllegalStateException
   *           when it was started before
   */
  public void start() {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("a worker can be started only once");
    }
    events.tell(new WorkerEvent.WorkerStarted(profile.name()));
    loop("heartbeat", keepClaims::turn);
    loop("report", reports::turn);
    loop("ledger", books::turn);
    loop("settle", settleRuns::turn);
    loop("claim", claimWork::turn);
    if (settings.onlyRun().isEmpty()) {
      loop("receive", this::receiveOnceEntered);
      loop("look", noticeWork::turn);
      loop("sweep", sweep::jobs);
      loop("recover", sweep::queue);
      loop("clean", sweep::clean);
      loop("subscribe", this::subscribe);
    }
  }

  /**
   * Stops in order: claims nothing more, lets running subtasks finish as long as the shutdown time
   * allows, hands the others back without costing an attempt, and takes itself off the list of
   * workers. Returns when everything has ended, or when the time is over. Idempotent; a second call
   * waits for the same end and gives the same answer.
   *
   * @return whether everything ended in time; true for a worker that was never started
   * @throws InterruptedException
   *           when the caller is interrupted; the first caller's stop counts as not ended in time then
   */
  public boolean stop() throws InterruptedException {
    if (!started.get()) {
      return true;
    }
    if (!stopping.compareAndSet(false, true)) {
      return awaitStopped();
    }
    var inTime = false;
    try {
      inTime = stopInOrder();
      return inTime;
    } finally {
      stopped = inTime;
    }
  }

  private boolean awaitStopped() throws InterruptedException {
    var inTime = stopped;
    while (inTime == null) {
      ports.tasks().sleep(CHECK);
      inTime = stopped;
    }
    return inTime;
  }

  private boolean stopInOrder() throws InterruptedException {
    var began = ports.tasks().now();
    var deadline = began.plus(settings.shutdown());
    events.tell(new WorkerEvent.WorkerStopping(inFlight.size(), settings.shutdown()));
    claimWork.stopFirst();
    end(List.of("receive", "look", "sweep", "recover", "clean", "subscribe", "claim"), deadline);
    inFlight.close();
    reports.handBack(inFlight.in(Held.Stage.WAITING));
    var reserve = min(settings.shutdown().dividedBy(4), Duration.ofSeconds(5));
    await(() -> inFlight.count(Held.Stage.RUNNING) == 0, deadline.minus(reserve));
    interrupt(inFlight.in(Held.Stage.RUNNING));
    await(() -> inFlight.count(Held.Stage.RUNNING) == 0, deadline.minus(reserve.dividedBy(2)));
    // Whatever ignores its interruption: the claim is given back in its name, and its result refused.
    reports.handBack(inFlight.in(Held.Stage.RUNNING));
    var quiet = await(
        () -> inFlight.size() == 0 && settleRuns.promotions() == 0,
        deadline.minus(reserve.dividedBy(4)));
    settleRuns.interruptPromotions();
    end(List.of("settle", "report", "ledger", "heartbeat"), deadline);
    var left = leave();
    events.tell(new WorkerEvent.WorkerStopped(ports.tasks().now().minus(began)));
    return quiet && left;
  }

  /** Subtasks in flight, waiting ones included. */
  public int claims() {
    return inFlight.size();
  }

  /** For each loop how long ago it last came round. */
  public Map<String, Duration> loops() {
    var ages = new LinkedHashMap<String, Duration>();
    synchronized (loops) {
      loops.keySet().forEach(loop -> ages.put(loop.name(), loop.age()));
    }
    return ages;
  }

  private void loop(String name, Tasks.Body turn) {
    var loop = new Loop(name, ports.tasks(), events);
    var task = ports.tasks().start(name, () -> loop.run(turn));
    synchronized (loops) {
      loops.put(loop, task);
    }
  }

  /** Announcements kept by a worker that is not on the list of the living would be taken back. */
  private void receiveOnceEntered() throws InterruptedException {
    if (keepClaims.hasBeaten()) {
      receive.turn();
    } else {
      ports.tasks().sleep(CHECK);
    }
  }

  /** Listens for wake-ups for as long as the worker runs. */
  private void subscribe() throws InterruptedException {
    if (subscription == null) {
      subscription = ports.announcements().onWake(profile.id(), claimWanted::raise);
    }
    subscriptionEnds.await(SUBSCRIBE_AGAIN);
  }

  private void end(List<String> names, Duration deadline) throws InterruptedException {
    var ending = new ArrayList<Task>();
    synchronized (loops) {
      loops.forEach((loop, task) -> {
        if (names.contains(loop.name())) {
          loop.stop();
          ending.add(task);
          if (loop.name().equals("receive")) {
            task.interrupt();
          }
        }
      });
    }
    nudge();
    for (var task : ending) {
      if (!task.join(positive(min(Duration.ofSeconds(2), left(deadline))))) {
        task.interrupt();
        task.join(positive(min(Duration.ofSeconds(1), left(deadline))));
      }
    }
    var current = subscription;
    if (current != null) {
      current.close();
      subscription = null;
    }
  }

  private void nudge() {
    claimWanted.raise();
    subscriptionEnds.raise();
    noticeWork.nudge();
    sweep.nudge();
    settleRuns.nudge();
    keepClaims.nudge();
    reports.nudge();
    books.nudge();
  }

  private static void interrupt(List<Held> running) {
    running.forEach(held -> {
      var task = held.task;
      if (task != null) {
        task.interrupt();
      }
    });
  }

  private boolean await(java.util.function.BooleanSupplier condition, Duration deadline)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (left(deadline).isNegative()) {
        return false;
      }
      ports.tasks().sleep(CHECK);
    }
    return true;
  }

  private boolean leave() {
    try {
      books.flush();
      ports.workers().leave(profile.id());
      return true;
    } catch (RuntimeException e) {
      events.tell(new WorkerEvent.LoopFailed("stop", e, 1, Duration.ZERO));
      return false;
    }
  }

  private Duration left(Duration deadline) {
    return deadline.minus(ports.tasks().now());
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
