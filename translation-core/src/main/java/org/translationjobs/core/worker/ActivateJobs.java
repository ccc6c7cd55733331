package org.translationjobs.core.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.FirstClaims;
import org.translationjobs.core.worker.Arrivals.Begun;

/** Starts runs with this worker's plan and says what came of it. */
final class ActivateJobs {
  private static final int REMEMBERED = 1_000;

  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final WorkerProfile profile;
  private final Plan plan;
  private final Serving serving;
  private final Claiming claiming;
  private final Events events;
  private final Map<JobId, String> told = new LinkedHashMap<>();

  /** Who claims what the runs begin with. Thread-safe. */
  interface Claiming {
    /** What to claim with the start of a run; its room is reserved until it is told what {@link #began}. */
    Optional<FirstClaims> reserveFirst();

    /** What came of a reservation: a run with this worker's plan, or none. */
    void began(Optional<FirstClaims> reserved, Optional<Begun> run);
  }

  ActivateJobs(
      WorkerPorts ports,
      WorkerSettings settings,
      WorkerProfile profile,
      Plan plan,
      Serving serving,
      Claiming claiming,
      Events events) {
    this.ports = ports;
    this.settings = settings;
    this.profile = profile;
    this.plan = plan;
    this.serving = serving;
    this.claiming = claiming;
    this.events = events;
  }

  Activated announced(JobId job) throws InterruptedException {
    return activate(job, RunRequest.announced(plan));
  }

  Activated swept(JobId job) throws InterruptedException {
    return activate(job, RunRequest.swept(plan));
  }

  private Activated activate(JobId job, RunRequest request) throws InterruptedException {
    var activated = withKnownLanguages(job, request);
    return activated.isPresent() ? activated.get() : withLanguagesAsked(job, request);
  }

  /** Without a look at its languages and a question for the engines, where no answer is missing. */
  private Optional<Activated> withKnownLanguages(JobId job, RunRequest request) {
    if (serving.asksNobody(plan)) {
      return Optional.of(startOf(job, request));
    }
    var known = serving.known(plan);
    return known.isEmpty()
        ? Optional.empty()
        : start(
            job, request,
            asked -> ports.jobs().activate(job, known, asked, settings.patience()));
  }

  private Activated withLanguagesAsked(JobId job, RunRequest request) throws InterruptedException {
    var languages = ports.jobs().languages(job);
    if (languages.isEmpty()) {
      return new Activated.NotFound();
    }
    var refusal = languages.get().isIncomplete() || languages.get().sameLanguage()
        ? Optional.<String>empty()
        : serving.unsupported(plan, languages.get());
    return startOf(job, request.refusing(refusal));
  }

  private Activated startOf(JobId job, RunRequest request) {
    return start(
        job, request,
        asked -> Optional.of(ports.jobs().activate(job, asked, settings.patience())))
        .orElseThrow();
  }

  private Optional<Activated> start(
      JobId job, RunRequest request, Function<RunRequest, Optional<Activated>> activation) {
    var claimedAt = ports.tasks().now();
    var first = claiming.reserveFirst();
    var begun = Optional.<Begun>empty();
    Optional<Activated> activated;
    try {
      activated = activation.apply(request.claiming(first));
      begun = activated.filter(Activated.Started.class::isInstance)
          .map(Activated.Started.class::cast)
          .map(started -> new Begun(started, claimedAt));
      // before anything is told of its subtasks
      activated.ifPresent(a -> tell(job, a));
    } finally {
      claiming.began(first, begun);
    }
    begun.ifPresent(this::wakeOthers);
    return activated;
  }

  /** Unless all of it is claimed already. */
  private void wakeOthers(Begun begun) {
    if (begun.hasMore() || begun.claims().isEmpty()) {
      try {
        ports.announcements().wakeOthers(profile.id());
      } catch (UnavailableException e) {
        // Others find the work when they poll.
      }
    }
  }

  private void tell(JobId job, Activated activated) {
    switch (activated) {
      case Activated.Started(var run, var number, var toTranslate, var total, var claims) ->
          events.tell(new WorkerEvent.JobStarted(job, run, number, toTranslate, total));
      case Activated.Ignored(var reason) -> tellOnce(job, new WorkerEvent.JobIgnored(job, reason));
      case Activated.Waiting(var reason, var lookAgainIn, var swept) ->
          tellOnce(job, new WorkerEvent.JobWaits(job, reason));
      case Activated.Refused(var reason) -> events.tell(new WorkerEvent.JobRefused(job, reason));
      case Activated.NotFound() -> {
      }
    }
  }

  /** The sweep looks at a waiting job again and again; it is news only once. */
  private void tellOnce(JobId job, WorkerEvent event) {
    synchronized (told) {
      if (told.size() >= REMEMBERED) {
        told.clear();
      }
      if (event.toString().equals(told.put(job, event.toString()))) {
        return;
      }
    }
    events.tell(event);
  }
}
