package org.translationjobs.runtime.events;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.event.WorkerListener;
import org.translationjobs.core.job.JobId;

/**
 * Writes one line for each event to SLF4J, with the same facts as key-value pairs: {@code job_id},
 * {@code subtask_id}, {@code engine}, {@code duration_ms}… What repeats itself is held back: a
 * failing loop, a waiting job and a promotion that is tried again speak at most once a minute, at
 * most ten announcements a minute are called rejected. Thread-safe, and may serve several workers.
 */
public final class LogEvents implements WorkerListener {
  private static final Duration SAME_AT_MOST_EVERY = Duration.ofMinutes(1);

  /** Of one job, by engines that are quicker than this; the others are logged at DEBUG. */
  private static final Duration QUICK_ONE_AT_MOST_EVERY = Duration.ofSeconds(1);

  private static final int MOST_REJECTIONS = 10;

  private static final ClassValue<String> NAMES = new ClassValue<>() {
    @Override
    protected String computeValue(Class<?> event) {
      return nameOf(event);
    }
  };

  private final Logger log;
  private final Repeats repeats;
  private final Repeats quickOnes;
  private final Burst rejections;

  /** Logs as {@code org.translationjobs.worker}. */
  public LogEvents() {
    this(LoggerFactory.getLogger("org.translationjobs.worker"));
  }

  public LogEvents(Logger log) {
    this(log, () -> Duration.ofNanos(System.nanoTime()));
  }

  /**
   * @param clock
   *          monotonic, from an arbitrary origin
   */
  LogEvents(Logger log, Supplier<Duration> clock) {
    this.log = log;
    this.repeats = new Repeats(clock, SAME_AT_MOST_EVERY);
    this.quickOnes = new Repeats(clock, QUICK_ONE_AT_MOST_EVERY);
    this.rejections = new Burst(clock, SAME_AT_MOST_EVERY, MOST_REJECTIONS);
  }

  @Override
  public void on(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.OfSubtask subtask -> ofSubtask(subtask);
      case WorkerEvent.OfJob job -> ofJob(job);
      case WorkerEvent.WorkerStarted(var name) -> at(Level.INFO, event)
          .log("worker {} started", name);
      case WorkerEvent.WorkerStopping(var running, var atMost) -> at(Level.INFO, event)
          .addKeyValue("running", running)
          .log(
              "worker stops: {} subtasks are running and get {}", running,
              Wording.duration(atMost));
      case WorkerEvent.WorkerStopped(var took) -> took(Level.INFO, event, took)
          .log("worker stopped after {}", Wording.duration(took));
      case WorkerEvent.EngineCalled(var engine, var outcome, var took) -> took(
          Level.DEBUG, event, took)
          .addKeyValue("engine", engine)
          .addKeyValue("outcome", outcome)
          .log("engine {}: {} in {}", engine, outcome, Wording.duration(took));
      case WorkerEvent.EngineParked(var engine, var reason, var until) -> at(Level.WARN, event)
          .addKeyValue("engine", engine)
          .log(
              "engine {} is parked for {}: {}", engine, Wording.duration(until),
              Wording.line(reason));
      case WorkerEvent.EngineReopened(var engine) -> at(Level.INFO, event)
          .addKeyValue("engine", engine)
          .log("engine {} works again", engine);
      case WorkerEvent.EngineCallGivenUp(var engine, var after, var stillRunning) -> took(
          Level.ERROR, event, after)
          .addKeyValue("engine", engine)
          .addKeyValue("still_running", stillRunning)
          .log(
              "a call of engine {} does not end, it is given up after {}; {} such calls still run",
              engine, Wording.duration(after), stillRunning);
      case WorkerEvent.StagingParked(var reason, var until) -> at(Level.WARN, event)
          .log(
              "nothing is claimed for {}, staging cannot be written: {}",
              Wording.duration(until), Wording.line(reason));
      case WorkerEvent.StagingReopened() -> at(Level.INFO, event).log("staging works again");
      case WorkerEvent.AnnouncementRejected rejected -> rejected(rejected);
      case WorkerEvent.AnnouncementsRecovered(var count) -> at(Level.INFO, event)
          .addKeyValue("count", count)
          .log("{} announcements of dead workers are in the queue again", count);
      case WorkerEvent.LoopFailed failed -> loopFailed(failed);
      case WorkerEvent.LoopRecovered(var loop, var failures) -> {
        repeats.forget("loop " + loop + ":");
        at(Level.INFO, event)
            .addKeyValue("loop", loop)
            .log("{} works again after {} failures", loop, failures);
      }
    }
  }

  private void rejected(WorkerEvent.AnnouncementRejected event) {
    var heldBack = rejections.next();
    if (heldBack.isPresent()) {
      var others = heldBack.getAsLong();
      at(Level.WARN, event)
          .addKeyValue("held_back", others)
          .log(
              "announcement rejected: {}; it begins '{}'{}", Wording.line(event.reason()),
              beginning(event.payload()),
              others == 0 ? "" : "; " + others + " before it were not logged");
    }
  }

  private void ofJob(WorkerEvent.OfJob event) {
    var job = event.job();
    switch (event) {
      case WorkerEvent.OfSubtask subtask -> ofSubtask(subtask);
      case WorkerEvent.JobStarted started -> started(started);
      case WorkerEvent.JobIgnored(var id, var reason) -> of(Level.INFO, event)
          .log("job {}: nothing to do, {}", job, Wording.line(reason));
      case WorkerEvent.JobWaits(var id, var reason) -> {
        if (repeats.isDue("job " + job + " waits: " + reason)) {
          of(Level.INFO, event).log("job {} waits: {}", job, Wording.line(reason));
        }
      }
      case WorkerEvent.JobRefused(var id, var reason) -> of(Level.WARN, event)
          .log("job {} refused and FAILED: {}", job, Wording.line(reason));
      case WorkerEvent.JobFailed(var id, var message) -> of(Level.WARN, event)
          .log("job {} FAILED: {}", job, Wording.line(message));
      case WorkerEvent.JobTakenAway(var id, var why) -> of(Level.INFO, event)
          .log("job {}: its run is over, {}", job, Wording.line(why));
      case WorkerEvent.JobCompleted completed -> completed(completed);
      case WorkerEvent.PromotionStarted started -> {
        if (repeats.isDue(promotion(job) + "starts")) {
          of(Level.INFO, event).log("job {}: promotion starts", job);
        }
      }
      case WorkerEvent.PromotionDelayed(var id, var why) -> {
        if (repeats.isDue(promotion(job) + "delayed, " + why)) {
          of(Level.WARN, event).log("job {}: promotion delayed, {}", job, Wording.line(why));
        }
      }
      case WorkerEvent.JobNotServable(var id, var reason) -> of(Level.WARN, event)
          .log("job {} cannot be served by this worker: {}", job, Wording.line(reason));
    }
  }

  /** What is said of the promotion of a job begins like this; it is tried again every few seconds. */
  private static String promotion(JobId job) {
    return "job " + job + " promotion ";
  }

  private void started(WorkerEvent.JobStarted event) {
    repeats.forget(promotion(event.job()));
    of(Level.INFO, event)
        .addKeyValue("run_id", event.run())
        .addKeyValue("run", event.number())
        .addKeyValue("total", event.total())
        .log(
            "job {} started: run {}, {} of {} subtasks to translate", event.job(), event.number(),
            event.toTranslate(), event.total());
  }

  private void completed(WorkerEvent.JobCompleted event) {
    repeats.forget(promotion(event.job()));
    took(Level.INFO, event, event.promotionTook())
        .addKeyValue("job_id", event.job())
        .addKeyValue("inserted", event.inserted())
        .addKeyValue("updated", event.updated())
        .addKeyValue("kept", event.kept().size())
        .log(
            "job {} COMPLETED: {} rows inserted, {} updated, {} kept; promotion took {}",
            event.job(), event.inserted(), event.updated(), event.kept().size(),
            Wording.duration(event.promotionTook()));
    event.kept()
        .forEach(
            kept -> of(Level.WARN, event).log("job {}: kept {}", event.job(), Wording.line(kept)));
  }

  private void ofSubtask(WorkerEvent.OfSubtask event) {
    var job = event.job();
    var what = Wording.subtask(event.item());
    switch (event) {
      case WorkerEvent.SubtaskStarted(var item, var attempt) -> of(Level.DEBUG, event)
          .addKeyValue("attempt", attempt)
          .log("job {}: {} starts, attempt {}", job, what, attempt);
      case WorkerEvent.SubtaskFinished finished -> finished(finished);
      case WorkerEvent.SubtaskRetries(var item, var reason, var delay) -> of(Level.WARN, event)
          .log(
              "job {}: {} is tried again in {}: {}", job, what, Wording.duration(delay),
              Wording.line(reason));
      case WorkerEvent.SubtaskFailed(var item, var reason) -> of(Level.WARN, event)
          .log("job {}: {} FAILED: {}", job, what, Wording.line(reason));
      case WorkerEvent.SubtaskPostponed(var item, var reason, var delay) -> of(Level.INFO, event)
          .log(
              "job {}: {} is postponed for {}: {}", job, what, Wording.duration(delay),
              Wording.line(reason));
      case WorkerEvent.SubtaskHandedBack handedBack -> of(Level.INFO, event)
          .log("job {}: {} is handed back", job, what);
      case WorkerEvent.ClaimLost lost -> of(Level.INFO, event)
          .log("job {}: the claim on {} is lost, its work is forgotten", job, what);
      case WorkerEvent.SubtaskRescued(var item, var failed) -> of(
          failed ? Level.ERROR : Level.WARN, event)
          .log(
              "job {}: {} was rescued from a dead worker{}", job, what,
              failed ? " and is FAILED: it has outlived too many" : "");
    }
  }

  private void finished(WorkerEvent.SubtaskFinished event) {
    var progress = event.progress();
    var level = levelOf(event);
    if (!log.isEnabledForLevel(level)) {
      return;
    }
    of(level, event)
        .addKeyValue("engine", event.engine())
        .addKeyValue("duration_ms", event.took().toMillis())
        .addKeyValue("done", progress.done())
        .addKeyValue("total", progress.total())
        .addKeyValue("progress", progress.percent())
        .log(
            "job {}: {} finished by {} in {}, {}{}", event.job(), Wording.subtask(event.item()),
            event.engine(), Wording.duration(event.took()), progress,
            event.warnings().isEmpty()
                ? ""
                : "; to look at: " + Wording.line(String.join("; ", event.warnings())));
  }

  private Level levelOf(WorkerEvent.SubtaskFinished event) {
    if (!event.warnings().isEmpty()) {
      return Level.WARN;
    }
    var isTold = event.took().compareTo(QUICK_ONE_AT_MOST_EVERY) >= 0
        || event.progress().done() == event.progress().total()
        || quickOnes.isDue(event.job().toString());
    return isTold ? Level.INFO : Level.DEBUG;
  }

  private void loopFailed(WorkerEvent.LoopFailed event) {
    var cause = Wording.cause(event.cause());
    if (!repeats.isDue("loop " + event.loop() + ":" + cause)) {
      return;
    }
    var line = at(Level.WARN, event)
        .addKeyValue("loop", event.loop())
        .addKeyValue("failures", event.failures());
    if (!(event.cause() instanceof UnavailableException)) {
      line = line.setCause(event.cause());
    }
    line.log(
        "{} fails and goes on trying, next in {}{}: {}", event.loop(),
        Wording.duration(event.retryIn()),
        event.failures() > 1 ? " (failure " + event.failures() + " in a row)" : "", cause);
  }

  private LoggingEventBuilder took(Level level, WorkerEvent event, Duration took) {
    return at(level, event).addKeyValue("duration_ms", took.toMillis());
  }

  private LoggingEventBuilder of(Level level, WorkerEvent.OfJob event) {
    var line = at(level, event).addKeyValue("job_id", event.job());
    return event instanceof WorkerEvent.OfSubtask subtask
        ? line.addKeyValue("subtask_id", subtask.item().subtask())
            .addKeyValue("entity_type", subtask.item().entityType())
            .addKeyValue("entity_id", subtask.item().entityId())
        : line;
  }

  private LoggingEventBuilder at(Level level, WorkerEvent event) {
    return log.atLevel(level).addKeyValue("event", NAMES.get(event.getClass()));
  }

  /** {@code SubtaskFinished} → {@code subtask_finished}. */
  private static String nameOf(Class<?> event) {
    return event.getSimpleName()
        .replaceAll("(?<=.)([A-Z])", "_$1")
        .toLowerCase(Locale.ROOT);
  }

  private static String beginning(String payload) {
    var line = Wording.line(payload);
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }
}
