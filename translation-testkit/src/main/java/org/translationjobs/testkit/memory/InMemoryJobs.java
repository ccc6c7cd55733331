package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.Activation;
import org.translationjobs.core.job.ActivationFacts;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.Look;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.text.Synopsis;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.WorkerId;

/** Activation and cancellation. */
class InMemoryJobs implements Jobs {
  final Tables tables;

  InMemoryJobs(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Activated activate(JobId job, RunRequest request, Patience patience) {
    return tables.write(() -> {
      var row = tables.jobs.get(job);
      if (row == null) {
        return new Activated.NotFound();
      }
      return switch (Activation.decide(facts(row, request), request, patience)) {
        case Activation.Start start -> start(row, request, start);
        case Activation.Ignore(var reason) -> new Activated.Ignored(reason);
        case Activation.Wait(var reason, var lookAgainIn, var swept) ->
            new Activated.Waiting(reason, lookAgainIn, swept);
        case Activation.Refuse(var reason) -> refuse(row, reason);
      };
    });
  }

  @Override
  public Optional<Activated> activate(
      JobId job, Set<LanguagePair> languages, RunRequest request, Patience patience) {
    return tables.write(() -> {
      var row = tables.jobs.get(job);
      return row == null || languages.contains(row.languages())
          ? Optional.of(activate(job, request, patience))
          : Optional.empty();
    });
  }

  ActivationFacts facts(JobRow job, RunRequest request) {
    var run = Optional.ofNullable(tables.activeRuns.get(job.id));
    return new ActivationFacts(
        job.status,
        job.languages(),
        job.total,
        job.subtasks().stream().map(subtask -> facts(job, subtask)).toList(),
        Duration.between(sight(job).since(), tables.now()),
        job.createdAt.isBefore(tables.startLine),
        run.map(
            r -> new ActivationFacts.RunUnderWay(
                r.number,
                r.reservedFor
                    .filter(tables::lives)
                    .filter(w -> !request.reservedFor().equals(Optional.of(w)))
                    .isPresent())));
  }

  private ActivationFacts.SubtaskFacts facts(JobRow job, SubtaskRow subtask) {
    var outside = EntityType.fromColumn(subtask.entityType)
        .map(type -> new EntityRef(type, subtask.entityId))
        .filter(entity -> tables.content.isOutside(entity, job.novel))
        .isPresent();
    return new ActivationFacts.SubtaskFacts(
        subtask.id,
        subtask.entityType,
        subtask.entityId,
        subtask.status,
        subtask.hasResult(),
        tables.promoted.contains(subtask.id),
        outside);
  }

  /** Remembers how a job's rows look and since when. */
  private Sighting sight(JobRow job) {
    var now = tables.now();
    var look = look(job);
    var before = tables.sightings.get(job.id);
    var since = before != null && before.look().equals(look) ? before.since() : now;
    var sighting = new Sighting(look, since, now);
    tables.sightings.put(job.id, sighting);
    return sighting;
  }

  private static String look(JobRow job) {
    return job.status + " " + job.updatedAt + " " + job.total + " " + job.completed
        + job.subtasks()
            .stream()
            .map(s -> " " + s.no + s.status + s.updatedAt)
            .collect(Collectors.joining());
  }

  private Activated start(JobRow job, RunRequest request, Activation.Start start) {
    var now = tables.now();
    var isNew = nextRunNumber(job.id) == 1
        && job.subtasks().stream().allMatch(SubtaskRow::isFresh);
    var old = tables.activeRuns.get(job.id);
    if (old != null) {
      tables.endRun(old, RunRow.State.ENDED, "a new run took its place", true);
    }
    var only = request.scope() instanceof RunRequest.Scope.Only(var subtasks)
        ? subtasks
        : Set.<SubtaskId>of();
    var run = new RunRow(
        new RunId(tables.newId()), job.id, nextRunNumber(job.id), plan(job, request),
        request.reservedFor(), only, now);
    tables.runs.put(run.id, run);
    tables.activeRuns.put(job.id, run);
    var translate = new HashSet<>(start.translate());
    var finished = new HashSet<>(start.finished());
    for (var subtask : job.subtasks()) {
      if (translate.contains(subtask.id)) {
        tables.forgetResult(subtask);
        subtask.toTranslate(now);
        run.add(new ItemRow(run, subtask, ItemState.READY, now));
      } else {
        run.add(new ItemRow(run, subtask, left(subtask, finished), now));
      }
    }
    job.total = job.subtasks().size();
    job.startedAt = now;
    job.become(JobStatus.IN_PROGRESS, null, now);
    return new Activated.Started(
        run.id, run.number, translate.size(), job.total,
        request.first()
            .filter(first -> isNew && isFree(run, first))
            .map(first -> claims(run, job, first))
            .orElse(List.of()));
  }

  private boolean isFree(RunRow run, RunRequest.FirstClaims first) {
    return !tables.isHeld(run) && !tables.isReservedForAnother(run, first.worker());
  }

  private List<Claim> claims(RunRow run, JobRow job, RunRequest.FirstClaims first) {
    var claims = new InMemoryClaims(tables);
    return run.due(tables.now())
        .stream()
        .limit(first.atMost())
        .map(item -> claims.claim(item, job, first.worker(), first.lease(), true))
        .toList();
  }

  /** The state of an item that the run does not translate. */
  private static ItemState left(SubtaskRow subtask, Set<SubtaskId> finished) {
    if (finished.contains(subtask.id)) {
      return ItemState.DONE;
    }
    return subtask.is(SubtaskStatus.FAILED) ? ItemState.FAILED : ItemState.ASIDE;
  }

  private Plan plan(JobRow job, RunRequest request) {
    return request.plan()
        .withGlossaryVersion(tables.glossaries.current(job.novel, job.languages()).version())
        .withSynopsis(synopsis(job));
  }

  private String synopsis(JobRow job) {
    var lang = job.languages().from();
    return tables.content.text(new EntityRef(EntityType.NOVEL, job.novel.value()), lang)
        .map(row -> Synopsis.of(row.source().body(), lang))
        .orElse("");
  }

  private int nextRunNumber(JobId job) {
    return 1 + tables.runs.values()
        .stream()
        .filter(run -> run.job.equals(job))
        .mapToInt(run -> run.number)
        .max()
        .orElse(0);
  }

  private Activated refuse(JobRow job, String reason) {
    endActiveRun(job, RunRow.State.FAILED, reason);
    job.become(JobStatus.FAILED, reason, tables.now());
    return new Activated.Refused(reason);
  }

  void endActiveRun(JobRow job, RunRow.State how, @Nullable String why) {
    var run = tables.activeRuns.get(job.id);
    if (run != null) {
      tables.endRun(run, how, why, true);
    }
  }

  @Override
  public Optional<LanguagePair> languages(JobId job) {
    return tables.read(() -> Optional.ofNullable(tables.jobs.get(job)).map(JobRow::languages));
  }

  @Override
  public List<JobId> unannounced(Patience patience, int atMost) {
    return tables.read(() -> {
      var found = tables.jobs.values()
          .stream()
          .filter(this::mightBeUnannounced)
          .sorted(Comparator.comparing(this::lookedAt))
          .filter(job -> isForUs(job, patience))
          .limit(atMost)
          .toList();
      found.forEach(this::sight);
      return found.stream().map(job -> job.id).toList();
    });
  }

  @Override
  public Look look(WorkerId worker, Duration lookAtLeastEvery) {
    return tables.read(() -> {
      var claims = new InMemoryClaims(tables);
      var runs = new InMemoryRuns(tables);
      return new Look(
          tables.activeRuns.values().stream().anyMatch(run -> claims.isClaimable(run, worker)),
          tables.claims.values().stream().anyMatch(claims::isOver),
          tables.activeRuns.values()
              .stream()
              .anyMatch(run -> runs.wantsToBeSettled(run, lookAtLeastEvery)),
          tables.jobs.values().stream().anyMatch(this::mightBeUnannounced),
          heldEngines());
    });
  }

  private Set<String> heldEngines() {
    return tables.holds.values()
        .stream()
        .filter(hold -> hold.kind().blocksClaims())
        .flatMap(
            hold -> hold.scope() instanceof HoldScope.Engine(var name)
                ? Stream.of(name)
                : Stream.empty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean mightBeUnannounced(JobRow job) {
    return (job.is(JobStatus.PENDING) || job.is(JobStatus.IN_PROGRESS))
        && !tables.activeRuns.containsKey(job.id)
        && !job.createdAt.isBefore(tables.startLine);
  }

  private Instant lookedAt(JobRow job) {
    var sighting = tables.sightings.get(job.id);
    return sighting == null ? Instant.MIN : sighting.lookedAt();
  }

  private boolean isForUs(JobRow job, Patience patience) {
    return job.is(JobStatus.PENDING)
        || Duration.between(sight(job).since(), tables.now())
            .compareTo(patience.foreignClaim()) >= 0;
  }

  @Override
  public Cancelled cancel(JobId job, String reason) {
    return tables.write(() -> {
      var row = tables.jobs.get(job);
      if (row == null) {
        return new Cancelled.NotFound();
      }
      var status = JobStatus.fromColumn(row.status);
      if (status.isEmpty()) {
        return new Cancelled.NotPossible(row.status);
      }
      return switch (status.get()) {
        case CANCELLED -> new Cancelled.Done();
        case COMPLETED, FAILED -> new Cancelled.NotPossible(row.status);
        case PENDING, IN_PROGRESS -> {
          endActiveRun(row, RunRow.State.ENDED, "cancelled: " + reason);
          row.become(JobStatus.CANCELLED, "cancelled: " + reason, tables.now());
          yield new Cancelled.Done();
        }
      };
    });
  }
}
