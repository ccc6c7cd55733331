package org.translationjobs.testkit.simulation.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.testkit.memory.Rows;
import org.translationjobs.testkit.simulation.Operator;
import org.translationjobs.testkit.simulation.SimulatedWorker;
import org.translationjobs.testkit.simulation.Simulation;

/** What a storm plays with: the novel, its jobs and the workers; and picks of them by chance. */
public final class Stage {
  private final Simulation simulation;
  private final NovelId novel;
  private final List<JobId> jobs = new ArrayList<>();
  /** Ended jobs with PENDING subtasks that were announced: a run of them has to come. */
  private final Set<JobId> announcedAgain = new LinkedHashSet<>();
  private int started;

  Stage(Simulation simulation, NovelId novel) {
    this.simulation = simulation;
    this.novel = novel;
  }

  Simulation simulation() {
    return simulation;
  }

  SplittableRandom random() {
    return simulation.random();
  }

  Operator operator() {
    return simulation.operator();
  }

  NovelId novel() {
    return novel;
  }

  List<JobId> jobs() {
    return List.copyOf(jobs);
  }

  void add(JobId job) {
    jobs.add(job);
  }

  SimulatedWorker startWorker() {
    return simulation.startWorker("w" + ++started);
  }

  List<SimulatedWorker> working() {
    return simulation.workers().stream().filter(SimulatedWorker::works).toList();
  }

  /** A job that exists. */
  Optional<Rows.Job> job(Predicate<Rows.Job> condition) {
    var found = jobs.stream()
        .flatMap(job -> simulation.database().job(job).stream())
        .filter(condition)
        .toList();
    return pick(found);
  }

  Optional<Rows.Job> job() {
    return job(job -> true);
  }

  Optional<Rows.Subtask> subtask(Rows.Job job, Predicate<Rows.Subtask> condition) {
    return pick(job.subtasks().stream().filter(condition).toList());
  }

  <T> Optional<T> pick(List<T> some) {
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(some.get(random().nextInt(some.size())));
  }

  /** A time up to this long, mostly short. */
  Duration upTo(Duration longest) {
    var fraction = random().nextDouble();
    return Duration.ofNanos((long) (longest.toNanos() * fraction * fraction));
  }

  /** Announces a job, unless the queue is away: then its creator has bad luck. */
  void announce(JobId job) {
    simulation.announcements().announce(job);
  }

  /** Announces an ended job that has something to do again. */
  void announceAgain(JobId job) {
    announce(job);
    announcedAgain.add(job);
  }

  Set<JobId> announcedAgain() {
    return announcedAgain;
  }
}
