package org.translationjobs.worker;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.event.WorkerListener;
import org.translationjobs.core.worker.Worker;
import org.translationjobs.runtime.TranslationSystem;

/** Counts what happens in the worker, and reads what stands when Prometheus asks. */
final class WorkerMetrics implements WorkerListener {
  private static final double[] CALL_SECONDS =
      {0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final AtomicReference<@Nullable Worker> worker = new AtomicReference<>();

  private final Counter jobs = Counter.builder()
      .name("translation_jobs_total")
      .help("Jobs by what became of them in this worker")
      .labelNames("result")
      .register(registry);
  private final Counter subtasks = Counter.builder()
      .name("translation_subtasks_total")
      .help("Subtasks by what became of a claim of this worker")
      .labelNames("result")
      .register(registry);
  private final Histogram subtaskSeconds = histogram(
      "translation_subtask_duration_seconds", "From claim to finish", "entity_type");
  private final Histogram callSeconds = histogram(
      "translation_engine_call_duration_seconds", "Engine calls", "engine", "outcome");
  private final Histogram promotionSeconds = histogram(
      "translation_promotion_duration_seconds", "Promotions of whole jobs");
  private final Gauge parked = Gauge.builder()
      .name("translation_engine_parked")
      .help("1 while the circuit breaker keeps the engine from being called")
      .labelNames("engine")
      .register(registry);
  private final Counter givenUp = Counter.builder()
      .name("translation_engine_calls_given_up_total")
      .help("Engine calls that ended neither in time nor when they were interrupted")
      .labelNames("engine")
      .register(registry);
  private final Gauge stagingParked = Gauge.builder()
      .name("translation_staging_parked")
      .help("1 while nothing is claimed because staging cannot be written")
      .register(registry);
  private final Counter rejected = Counter.builder()
      .name("translation_announcements_rejected_total")
      .help("Announcements put on the rejected list")
      .register(registry);
  private final Counter recovered = Counter.builder()
      .name("translation_announcements_recovered_total")
      .help("Announcements of dead workers put back into the queue")
      .register(registry);
  private final Counter loopFailures = Counter.builder()
      .name("translation_loop_failures_total")
      .help("Failed turns of the worker's loops")
      .labelNames("loop")
      .register(registry);

  WorkerMetrics(TranslationSystem system) {
    Info.builder()
        .name("translation_worker_info")
        .help("The program")
        .labelNames("version")
        .register(registry)
        .addLabelValues(TranslationSystem.version());
    for (var result : new String[] {"completed", "failed", "refused", "taken_away"}) {
      jobs.initLabelValues(result);
    }
    for (var result : new String[] {
        "finished", "failed", "retried", "postponed", "handed_back", "claim_lost", "rescued"}) {
      subtasks.initLabelValues(result);
    }
    system.engines().forEach(engine -> {
      parked.labelValues(engine.name()).set(0);
      givenUp.initLabelValues(engine.name());
    });
    gauge(
        "translation_queue_depth", "Announcements waiting in the queue; NaN while Redis is away",
        () -> depth(system));
    gauge("translation_claims", "Subtasks in flight", this::claims);
    GaugeWithCallback.builder()
        .name("translation_loop_age_seconds")
        .help("How long ago each loop last came round")
        .labelNames("loop")
        .callback(this::loopAges)
        .register(registry);
    GaugeWithCallback.builder()
        .name("translation_database_connections")
        .help("Connections of the pool, and threads that wait for one")
        .labelNames("state")
        .callback(callback -> system.pool().ifPresent(pool -> {
          callback.call(pool.active(), "active");
          callback.call(pool.idle(), "idle");
          callback.call(pool.waiting(), "waiting");
          callback.call(pool.atMost(), "max");
        }))
        .register(registry);
  }

  /** From now on, this worker is looked at. */
  void watch(Worker started) {
    worker.set(started);
  }

  PrometheusRegistry registry() {
    return registry;
  }

  @Override
  public void on(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.OfSubtask subtask -> ofSubtask(subtask);
      case WorkerEvent.OfJob job -> ofJob(job);
      case WorkerEvent.EngineCalled(var engine, var outcome, var took) -> callSeconds
          .labelValues(engine, outcome)
          .observe(seconds(took));
      case WorkerEvent.EngineParked(var engine, var reason, var until) -> parked
          .labelValues(engine)
          .set(1);
      case WorkerEvent.EngineReopened(var engine) -> parked.labelValues(engine).set(0);
      case WorkerEvent.EngineCallGivenUp(var engine, var after, var stillRunning) -> givenUp
          .labelValues(engine)
          .inc();
      case WorkerEvent.StagingParked one -> stagingParked.set(1);
      case WorkerEvent.StagingReopened one -> stagingParked.set(0);
      case WorkerEvent.AnnouncementRejected one -> rejected.inc();
      case WorkerEvent.AnnouncementsRecovered(var count) -> recovered.inc(count);
      case WorkerEvent.LoopFailed failed -> loopFailures.labelValues(failed.loop()).inc();
      case WorkerEvent.LoopRecovered one -> {}
      case WorkerEvent.WorkerStarted one -> {}
      case WorkerEvent.WorkerStopping one -> {}
      case WorkerEvent.WorkerStopped one -> {}
    }
  }

  private void ofJob(WorkerEvent.OfJob event) {
    switch (event) {
      case WorkerEvent.OfSubtask subtask -> ofSubtask(subtask);
      case WorkerEvent.JobCompleted completed -> {
        jobs.labelValues("completed").inc();
        promotionSeconds.observe(seconds(completed.promotionTook()));
      }
      case WorkerEvent.JobFailed one -> jobs.labelValues("failed").inc();
      case WorkerEvent.JobRefused one -> jobs.labelValues("refused").inc();
      case WorkerEvent.JobTakenAway one -> jobs.labelValues("taken_away").inc();
      case WorkerEvent.JobStarted one -> {}
      case WorkerEvent.JobIgnored one -> {}
      case WorkerEvent.JobWaits one -> {}
      case WorkerEvent.JobNotServable one -> {}
      case WorkerEvent.PromotionStarted one -> {}
      case WorkerEvent.PromotionDelayed one -> {}
    }
  }

  private void ofSubtask(WorkerEvent.OfSubtask event) {
    switch (event) {
      case WorkerEvent.SubtaskFinished finished -> {
        subtasks.labelValues("finished").inc();
        subtaskSeconds.labelValues(finished.item().entityType())
            .observe(seconds(finished.took()));
      }
      case WorkerEvent.SubtaskFailed one -> subtasks.labelValues("failed").inc();
      case WorkerEvent.SubtaskRetries one -> subtasks.labelValues("retried").inc();
      case WorkerEvent.SubtaskPostponed one -> subtasks.labelValues("postponed").inc();
      case WorkerEvent.SubtaskHandedBack one -> subtasks.labelValues("handed_back").inc();
      case WorkerEvent.ClaimLost one -> subtasks.labelValues("claim_lost").inc();
      case WorkerEvent.SubtaskRescued one -> subtasks.labelValues("rescued").inc();
      case WorkerEvent.SubtaskStarted one -> {}
    }
  }

  private Histogram histogram(String name, String help, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(CALL_SECONDS)
        .register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private static double depth(TranslationSystem system) {
    try {
      return system.announcements().depth();
    } catch (UnavailableException e) {
      return Double.NaN;
    }
  }

  private double claims() {
    var watched = worker.get();
    return watched == null ? 0 : watched.claims();
  }

  private void loopAges(GaugeWithCallback.Callback callback) {
    var watched = worker.get();
    if (watched != null) {
      watched.loops().forEach((loop, age) -> callback.call(seconds(age), loop));
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
