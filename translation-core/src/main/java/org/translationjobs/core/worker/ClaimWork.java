package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.CircuitBreaker;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest.FirstClaims;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.time.Tasks.Task;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ClaimableRun;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.worker.Arrivals.Begun;
import org.translationjobs.core.worker.ReportOutcomes.Outcome;

/**
 * Keeps the slots busy: claims what this worker can serve, reads the source texts and starts the
 * translations. It claims no more than its free slots and what it will consume within about a second.
 */
final class ClaimWork implements ActivateJobs.Claiming {
  private static final int MOST_RUNS = 200;
  private static final int MOST_AHEAD = 512;
  private static final int MOST_BACKLOG = 1_000;
  private static final int MOST_AT_ONCE = 2_048;
  private static final Duration UNREADABLE_FOR = Duration.ofMinutes(1);

  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final WorkerProfile profile;
  private final Plan plan;
  private final Serving serving;
  private final EngineHealth engines;
  private final CircuitBreaker stagingBreaker;
  private final InFlight inFlight;
  private final TranslateSubtask translateSubtask;
  private final ReportOutcomes reports;
  private final Throughput throughput;
  private final Events events;
  private final ClaimSignal wanted;
  /** Runs that this worker has started since the last turn. */
  private final Arrivals arrivals = new Arrivals();
  private final Set<String> toldUnservable = new LinkedHashSet<>();
  /** Smaller after source texts could not be read. */
  private volatile int atOnce = MOST_AT_ONCE;
  /** Whether there may be something to claim. */
  private boolean told = true;
  private boolean news = true;
  private Duration nextLook;
  /** Until then there is nothing to claim unless there are news: it was looked for. */
  private Duration nothingUntil;

  ClaimWork(
      WorkerPorts ports,
      WorkerSettings settings,
      WorkerProfile profile,
      Plan plan,
      Serving serving,
      EngineHealth engines,
      CircuitBreaker stagingBreaker,
      InFlight inFlight,
      TranslateSubtask translateSubtask,
      ReportOutcomes reports,
      Throughput throughput,
      Events events,
      ClaimSignal wanted) {
    this.ports = ports;
    this.settings = settings;
    this.profile = profile;
    this.plan = plan;
    this.serving = serving;
    this.engines = engines;
    this.stagingBreaker = stagingBreaker;
    this.inFlight = inFlight;
    this.translateSubtask = translateSubtask;
    this.reports = reports;
    this.throughput = throughput;
    this.events = events;
    this.wanted = wanted;
    this.nextLook = ports.tasks().now();
    this.nothingUntil = nextLook;
  }

  /**
   * As much as there is room for, where a subtask usually takes but a moment; elsewhere, and as long as that
   * is not known, nothing.
   */
  @Override
  public Optional<FirstClaims> reserveFirst() {
    if (!throughput.isQuick() || capacity(plan) <= 1) {
      return Optional.empty();
    }
    var claims = 0;
    synchronized (arrivals) {
      claims = arrivals.isOpen()
          ? Math.min(room(), Math.min(settings.concurrency(), atOnce))
          : 0;
      arrivals.reserve(claims);
    }
    return claims > 0
        ? Optional.of(new FirstClaims(profile.id(), claims, settings.lease()))
        : Optional.empty();
  }

  /** What was claimed is held at once, so that it is renewed, and handed back when the worker stops. */
  @Override
  public void began(Optional<FirstClaims> reserved, Optional<Begun> run) {
    run.ifPresent(begun -> {
      var held = begun.claims()
          .stream()
          .map(c -> new Held(c, begun.claimedAt(), false, true))
          .toList();
      if (inFlight.hold(held)) {
        arrivals.arrive(begun);
      } else {
        held.forEach(h -> reports.add(handedBack(h)));
      }
    });
    arrivals.release(reserved.map(FirstClaims::atMost).orElse(0));
    if (run.filter(Begun::hasMore).isPresent()) {
      wanted.raise();
    } else if (reserved.isPresent() || run.isPresent()) {
      wanted.raiseForRoom();
    }
  }

  /** Whether it would claim with the start of a run, but has no room just now. Thread-safe. */
  boolean isFull() {
    return throughput.isQuick() && room() == 0;
  }

  /** From now on nothing is claimed with the start of a run. */
  void stopFirst() {
    arrivals.stop();
  }

  void turn() throws InterruptedException {
    var begun = begun();
    startWaiting();
    if (inFlight.isAlone()) {
      var unused = reserveAlone();
    }
    var now = ports.tasks().now();
    var room = mayFind(now) ? reserveRoom() : 0;
    if (room > 0) {
      nextLook = now.plus(settings.lookAnyway());
      try {
        told = begun.isEmpty() ? claimSome(room) : claimBegun(begun, room);
      } finally {
        arrivals.release(room);
      }
    } else {
      told = false;
    }
    if (!told) {
      told = awaitWork();
    }
  }

  private int reserveRoom() {
    synchronized (arrivals) {
      var room = room();
      arrivals.reserve(room);
      return room;
    }
  }

  private boolean mayFind(Duration now) {
    news |= wanted.takeNews();
    return (told && (news || now.compareTo(nothingUntil) >= 0)) || now.compareTo(nextLook) >= 0;
  }

  /** One that has claims keeps its reservation, and finds by itself what has become due. */
  private boolean awaitWork() throws InterruptedException {
    var mustTurn = inFlight.size() > 0 || settings.onlyRun().isPresent();
    return wanted.await(mustTurn ? settings.poll() : idle()) || mustTurn;
  }

  private Duration idle() {
    var longest = settings.lookAnyway();
    return longest.compareTo(Loop.LONGEST_WAIT) < 0 ? longest : Loop.LONGEST_WAIT;
  }

  private void startWaiting() {
    for (var next = inFlight.beginNext(settings.concurrency()); next.isPresent();
        next = inFlight.beginNext(settings.concurrency())) {
      new Slot(next.get()).start();
    }
  }

  /**
   * Translates a claim and then, as long as some wait, one after the other: from thread to thread
   * every single one would cost more than many an engine.
   */
  private final class Slot {
    private final Held first;
    private final AtomicReference<@Nullable Task> task = new AtomicReference<>();

    Slot(Held first) {
      this.first = first;
    }

    /** A task that cannot be started, for want of threads, gives its claim back. */
    void start() {
      try {
        var started = ports.tasks().start("translate " + first.claim.item().subtask(), this::run);
        task.set(started);
        inFlight.runs(first, started);
      } catch (RuntimeException | Error e) {
        reports.add(handedBack(first));
        throw e;
      }
    }

    private void run() {
      for (var held = Optional.of(first); held.isPresent(); held = next(held.get())) {
        translateSubtask.run(held.get());
      }
      wanted.raiseForRoom();
    }

    /** After a claim that was lost there is none: its interrupt may still be on its way. */
    private Optional<Held> next(Held done) {
      var own = task.get();
      if (own == null || inFlight.isLost(done)) {
        return Optional.empty();
      }
      var next = inFlight.beginNext(settings.concurrency());
      next.ifPresent(held -> inFlight.runs(held, own));
      return next;
    }
  }

  private int room() {
    if (reports.backlog() > MOST_BACKLOG
        || inFlight.isAlone()
        || stagingBreaker.capacity(ports.tasks().now()) == 0) {
      return 0;
    }
    var running = inFlight.count(Held.Stage.RUNNING);
    var waiting = inFlight.count(Held.Stage.WAITING) + arrivals.reserved();
    var ahead = (int) Math.min(MOST_AHEAD, throughput.perSecond(ports.tasks().now()));
    var room = settings.concurrency() - running + ahead - waiting;
    // While enough waits, claiming single items as they are consumed would only cost round trips.
    return waiting > ahead / 2 ? 0 : Math.max(0, room);
  }

  /** Begins what was claimed with its start; what to claim from without asking, for one that is idle. */
  private List<RunId> begun() {
    var arrived = arrivals.take();
    var claims = arrived.stream().flatMap(begun -> begun.claims().stream()).toList();
    var isIdle = inFlight.size() == claims.size();
    ready(claims);
    return isIdle && capacity(plan) > 1
        ? arrived.stream().filter(Begun::hasMore).map(begun -> begun.run().run()).toList()
        : List.of();
  }

  /** Reads their source texts, not too many at once; where that fails the rest is handed back. */
  private void ready(List<Claim> claims) {
    var atMost = atOnce;
    for (var from = 0; from < claims.size(); from += atMost) {
      var some = claims.subList(from, Math.min(claims.size(), from + atMost));
      try {
        inFlight.ready(some, read(some));
      } catch (RuntimeException e) {
        inFlight.waiting(claims.subList(from, claims.size()))
            .forEach(h -> reports.add(handedBack(h)));
        throw e;
      }
    }
  }

  /**
   * Claims without asking what there is. What else there may be has time until the first of these has
   * ended. Whether another turn should follow at once.
   */
  private boolean claimBegun(List<RunId> runs, int room) throws InterruptedException {
    var limit = Math.min(room, settings.concurrency());
    var claimed = claimOthers(runs, limit);
    if (claimed == 0) {
      return claimSome(room);
    }
    startWaiting();
    return claimed >= limit;
  }

  /** Whether another turn should follow at once. */
  private boolean claimSome(int room) throws InterruptedException {
    var servable = servable(ports.claims().claimable(profile.id(), MOST_RUNS));
    news = false;
    var limit = room;
    if (servable.probes > 0 && servable.runs.size() == servable.probes) {
      limit = Math.min(room, servable.probes);
    }
    var mustEmpty = !servable.alone.isEmpty() && reserveAlone();
    if (!mustEmpty) {
      arrivals.open();
    }
    if (servable.runs.isEmpty()) {
      nothingUntil = ports.tasks().now().plus(settings.poll().dividedBy(2));
      return false;
    }
    if (mustEmpty) {
      // what may have killed its workers waits until it endangers nothing else
      arrivals.close();
      if (!isEmpty(room)) {
        return false;
      }
      if (claimAlone(servable.alone)) {
        return true;
      }
    }
    return claimOthers(servable.runs, limit) > 0
        || claimAloneIfEmpty(servable.alone, room);
  }

  /** How many. */
  private int claimOthers(List<RunId> runs, int limit) {
    var perRun = Math.max(1, (limit + runs.size() - 1) / runs.size());
    var claimedAt = ports.tasks().now();
    var silent = throughput.isQuick();
    var claims = ports.claims()
        .claim(
            profile.id(), List.copyOf(runs), perRun, Math.min(limit, atOnce), settings.lease(),
            silent);
    if (!claims.isEmpty()) {
      hold(claims, claimedAt, false, silent);
      atOnce = Math.min(MOST_AT_ONCE, 2 * atOnce);
    }
    return claims.size();
  }

  /**
   * One worker at a time empties itself, so that the others' work does not wait for it; who has
   * nothing else to do needs no reservation.
   */
  private boolean reserveAlone() {
    return ports.claims().reserveAlone(profile.id(), settings.lease());
  }

  private boolean claimAloneIfEmpty(List<RunId> alone, int room) {
    if (alone.isEmpty() || inFlight.size() > 0) {
      return false;
    }
    arrivals.close();
    return isEmpty(room) && claimAlone(alone);
  }

  /**
   * Nothing is held, and nothing may arrive: what is reserved is this turn's own.
   *
   * @param own
   *          room that this turn has reserved
   */
  private boolean isEmpty(int own) {
    return arrivals.reserved() == own && inFlight.size() == 0;
  }

  private boolean claimAlone(List<RunId> runs) {
    var claimedAt = ports.tasks().now();
    var claim = ports.claims().claimAlone(profile.id(), runs, settings.lease());
    claim.ifPresent(c -> hold(List.of(c), claimedAt, true, false));
    return claim.isPresent();
  }

  private void hold(List<Claim> claims, Duration claimedAt, boolean alone, boolean silent) {
    var held = claims.stream().map(c -> new Held(c, claimedAt, alone, silent)).toList();
    if (inFlight.hold(held)) {
      ready(claims);
    } else {
      held.forEach(h -> reports.add(handedBack(h)));
    }
  }

  private record Servable(List<RunId> runs, List<RunId> alone, int probes) {}

  private Servable servable(List<ClaimableRun> runs) throws InterruptedException {
    var ids = new ArrayList<RunId>();
    var alone = new ArrayList<RunId>();
    var probes = 0;
    for (var run : runs) {
      if (settings.onlyRun().isPresent() && !settings.onlyRun().get().equals(run.run())) {
        continue;
      }
      var obstacle = serving.obstacle(run.plan(), run.languages());
      if (obstacle.isPresent()) {
        tellOnce(run, obstacle.get());
        continue;
      }
      var capacity = capacity(run.plan());
      if (capacity > 0) {
        ids.add(run.run());
        if (run.alone()) {
          alone.add(run.run());
        }
        probes += capacity == 1 ? 1 : 0;
      }
    }
    return new Servable(ids, alone, probes);
  }

  /** 0 when every engine of the plan is parked, 1 when one is due for a probe. */
  private int capacity(Plan of) {
    return of.isPlaceholder()
        ? Integer.MAX_VALUE
        : of.engines().stream().mapToInt(engines::capacity).max().orElse(0);
  }

  private void tellOnce(ClaimableRun run, String reason) {
    if (toldUnservable.size() > 1_000) {
      toldUnservable.clear();
    }
    if (toldUnservable.add(run.run() + " " + reason)) {
      events.tell(new WorkerEvent.JobNotServable(run.job(), reason));
    }
  }

  private Map<ClaimId, SourceText> read(List<Claim> claims) {
    try {
      var byLang = new LinkedHashMap<String, List<EntityRef>>();
      for (var claim : claims) {
        claim.item()
            .entity()
            .ifPresent(entity -> byLang
                .computeIfAbsent(claim.languages().from(), lang -> new ArrayList<>())
                .add(entity));
      }
      var texts = new LinkedHashMap<String, Map<EntityRef, SourceText>>();
      byLang.forEach((lang, entities) -> texts
          .put(lang, ports.sourceTexts().read(entities, lang)));
      var byClaim = new LinkedHashMap<ClaimId, SourceText>();
      for (var claim : claims) {
        claim.item()
            .entity()
            .map(entity -> texts.getOrDefault(claim.languages().from(), Map.of()).get(entity))
            .ifPresent(text -> byClaim.put(claim.id(), text));
      }
      return byClaim;
    } catch (RuntimeException e) {
      giveBack(claims, e);
      throw e;
    }
  }

  /** One text that cannot be read must not keep the others of its batch from being translated. */
  private void giveBack(List<Claim> claims, RuntimeException cause) {
    atOnce = Math.max(1, claims.size() / 2);
    inFlight.waiting(claims)
        .forEach(
            h -> reports.add(
                claims.size() > 1
                    ? handedBack(h)
                    : new Outcome.Released(h, postponed(h.claim, cause))));
  }

  private static Release postponed(Claim claim, RuntimeException cause) {
    return new Release.Postpone(
        claim.id(), claim.item(), UNREADABLE_FOR,
        "its source text cannot be read: " + cause.getMessage());
  }

  private static Outcome handedBack(Held held) {
    return new Outcome.Released(held, Release.handBack(held.claim));
  }
}
