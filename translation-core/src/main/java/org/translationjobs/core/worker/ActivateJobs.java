package org.translationjobs.core.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.work.Claim;

/** Starts runs with this worker's plan and says what came of it. */
final class ActivateJobs {
  private static final int REMEMBERED = 1_000;

  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final Plan plan;
  private final Serving serving;
  private final Beginnings beginnings;
  private final Events events;
  private final Map<JobId, String> told = new LinkedHashMap<>();

  /** Takes part in the runs that begin here. Thread-safe. */
  interface Beginnings {
    /** What the next run may bring along; empty where there is no room, or another one will use it. */
    Optional<RunRequest.Taking> taking();

    /** A run with this worker's plan, which it can serve therefore, has just begun. */
    void began(RunId run, List<Claim> taken);

    /** What was granted by {@link #taking} is used, or will not be. */
    void settled(RunRequest.Taking taking);
  }

  ActivateJobs(
      WorkerPorts ports,
      WorkerSettings settings,
      Plan plan,
      Serving serving,
      Beginnings beginnings,
      Events events) {
    this.ports = ports;
    this.settings = settings;
    this.plan = plan;
    this.serving = serving;
    this.beginnings = beginnings;
    this.events = events;
  }

  Activated announced(JobId job) throws InterruptedException {
    return activate(job, RunRequest.announced(plan));
  }

  Activated swept(JobId job) throws InterruptedException {
    return activate(job, RunRequest.swept(plan));
  }

  private Activated activate(JobId job, RunRequest request) throws InterruptedException {
    var languages = ports.jobs().languages(job);
    if (languages.isEmpty()) {
      return new Activated.NotFound();
    }
    var refusal = languages.get().isIncomplete() || languages.get().sameLanguage()
        ? Optional.<String>empty()
        : serving.unsupported(plan, languages.get());
    var activated = begin(job, request.refusing(refusal));
    if (activated instanceof Activated.Started) {
      try {
        ports.announcements().wake();
      } catch (UnavailableException e) {
        // Others find the work when they poll.
      }
    }
    return activated;
  }

  private Activated begin(JobId job, RunRequest request) {
    var taking = beginnings.taking();
    try {
      var activated = ports.jobs().activate(job, request.taking(taking), settings.patience());
      tell(job, activated);
      if (activated instanceof Activated.Started started) {
        beginnings.began(started.run(), started.taken());
      }
      return activated;
    } finally {
      taking.ifPresent(beginnings::settled);
    }
  }

  private void tell(JobId job, Activated activated) {
    switch (activated) {
      case Activated.Started(var run, var number, var toTranslate, var total, var taken) ->
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
