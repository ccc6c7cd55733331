package org.translationjobs.core.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;

/** Starts runs with this worker's plan and says what came of it. */
final class ActivateJobs {
  private static final int REMEMBERED = 1_000;

  private final WorkerPorts ports;
  private final WorkerSettings settings;
  private final WorkerProfile profile;
  private final Plan plan;
  private final Serving serving;
  private final Consumer<RunId> started;
  private final Events events;
  private final Map<JobId, String> told = new LinkedHashMap<>();

  /**
   * @param started
   *          is told of each run that begins
   */
  ActivateJobs(
      WorkerPorts ports,
      WorkerSettings settings,
      WorkerProfile profile,
      Plan plan,
      Serving serving,
      Consumer<RunId> started,
      Events events) {
    this.ports = ports;
    this.settings = settings;
    this.profile = profile;
    this.plan = plan;
    this.serving = serving;
    this.started = started;
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
    return afterwards(
        job, activated.isPresent() ? activated.get() : withLanguagesAsked(job, request));
  }

  /** Without a look at its languages and a question for the engines, where no answer is missing. */
  private Optional<Activated> withKnownLanguages(JobId job, RunRequest request) {
    if (serving.asksNobody(plan)) {
      return Optional.of(ports.jobs().activate(job, request, settings.patience()));
    }
    var known = serving.known(plan);
    return known.isEmpty()
        ? Optional.empty()
        : ports.jobs().activate(job, known, request, settings.patience());
  }

  private Activated withLanguagesAsked(JobId job, RunRequest request) throws InterruptedException {
    var languages = ports.jobs().languages(job);
    if (languages.isEmpty()) {
      return new Activated.NotFound();
    }
    var refusal = languages.get().isIncomplete() || languages.get().sameLanguage()
        ? Optional.<String>empty()
        : serving.unsupported(plan, languages.get());
    return ports.jobs().activate(job, request.refusing(refusal), settings.patience());
  }

  private Activated afterwards(JobId job, Activated activated) {
    tell(job, activated);
    if (activated instanceof Activated.Started(var run, var number, var toTranslate, var total)) {
      started.accept(run);
      try {
        ports.announcements().wakeOthers(profile.id());
      } catch (UnavailableException e) {
        // Others find the work when they poll.
      }
    }
    return activated;
  }

  private void tell(JobId job, Activated activated) {
    switch (activated) {
      case Activated.Started(var run, var number, var toTranslate, var total) ->
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
