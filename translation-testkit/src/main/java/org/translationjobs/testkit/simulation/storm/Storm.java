package org.translationjobs.testkit.simulation.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs.Patience;
import org.translationjobs.core.run.Plan.FailurePolicy;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.work.RetryRules;
import org.translationjobs.core.worker.WorkerSettings;
import org.translationjobs.testkit.simulation.Faults;
import org.translationjobs.testkit.simulation.RandomEngineFaults;
import org.translationjobs.testkit.simulation.RandomFaults;
import org.translationjobs.testkit.simulation.Simulation;
import org.translationjobs.testkit.simulation.SlowPromotions;

/**
 * Three workers, two jobs of twenty subtasks each on one novel, at least one reprocess; and meanwhile
 * whatever may happen, at times that chance decides. Then it is {@link Calm}.
 */
public final class Storm implements Simulation.Scenario {
  private static final int CHAPTERS = 18;
  private static final Duration LASTS = Duration.ofSeconds(9);
  /** Where calls take at most so long, claims are silent and outcomes are gathered. */
  private static final Duration QUICK = Duration.ofMillis(100);

  private record Appointment(Duration at, Happening happening) {}

  private final List<Happening> mayHappen;
  private final int atLeast;
  private final int atMost;

  private Storm(List<Happening> mayHappen, int atLeast, int atMost) {
    this.mayHappen = mayHappen;
    this.atLeast = atLeast;
    this.atMost = atMost;
  }

  /** Everything may happen. */
  public static Storm any() {
    var all = new ArrayList<>(Happening.all());
    // Rarely does a lease run out while everybody waits for the database, or a run go on long enough
    // after a failure for its subtask to be changed or provided: more chances for that.
    all.addAll(Collections.nCopies(3, DatabaseTrouble.DATABASE_AWAY));
    all.add(OddSubtask.FAILED_ONE_CHANGED);
    all.addAll(Collections.nCopies(4, OperatorAct.FAILED_ONES_PROVIDED));
    return new Storm(all, 3, 6);
  }

  /** Only happenings of these names, and often. */
  public static Storm of(String... names) {
    var wanted = List.of(names);
    var happenings = Happening.all().stream().filter(h -> wanted.contains(h.name())).toList();
    if (happenings.size() != wanted.size()) {
      throw new IllegalArgumentException("not all of these happenings exist: " + wanted);
    }
    return new Storm(happenings, 6, 10);
  }

  /** A simulation whose settings and faults are chosen by its seed, too. */
  public static Simulation simulation(long seed) {
    var random = new SplittableRandom(~seed);
    var lease = Duration.ofSeconds(random.nextBoolean() ? 9 : 6);
    var settings = new WorkerSettings(
        2 + random.nextInt(5),
        lease,
        lease.dividedBy(3),
        Duration.ofSeconds(20),
        Duration.ofMillis(1_500 + 1_000L * random.nextInt(3)),
        Duration.ofMinutes(1),
        Duration.ofSeconds(random.nextInt(6)),
        new RetryRules(2 + random.nextInt(4), Duration.ofMillis(500), Duration.ofSeconds(5)),
        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(10)),
        Optional.empty());
    Faults faults = new RandomFaults(random.nextInt(8), true, Duration.ofSeconds(20));
    if (random.nextInt(4) == 0) {
      faults = new SlowPromotions(faults, Duration.ofSeconds(10));
    }
    return new Simulation(seed)
        .with(settings)
        .with(random.nextInt(4) == 0 ? FailurePolicy.FAIL_FAST : FailurePolicy.FINISH_OTHERS)
        .with(faults)
        .withEngine(new RandomEngineFaults(random.nextInt(30), Duration.ofSeconds(20)))
        .withEngineCallsUpTo(
            random.nextInt(4) == 0 ? QUICK : Duration.ofMillis(500 + random.nextInt(2_000)))
        .withLimits(200_000, Duration.ofHours(1));
  }

  @Override
  public void play(Simulation simulation) throws InterruptedException {
    var stage = new Stage(simulation, simulation.site().importNovel(CHAPTERS));
    for (var i = 0; i < 3; i++) {
      stage.startWorker();
    }
    stage.add(simulation.site().submit(stage.novel()));
    for (var next : appointments(stage)) {
      var left = next.at().minus(simulation.time());
      if (left.isPositive()) {
        simulation.sleep(left);
      }
      happen(next.happening(), stage);
    }
    new Calm(stage).comes();
  }

  private List<Appointment> appointments(Stage stage) {
    var random = stage.random();
    var appointments = new ArrayList<Appointment>();
    appointments.add(new Appointment(stage.upTo(LASTS.dividedBy(3)), new SecondJob()));
    appointments.add(new Appointment(stage.upTo(LASTS), new Reprocess()));
    var count = random.nextInt(atLeast, atMost + 1);
    for (var i = 0; i < count; i++) {
      appointments.add(
          new Appointment(stage.upTo(LASTS), mayHappen.get(random.nextInt(mayHappen.size()))));
    }
    appointments.sort(Comparator.comparing(Appointment::at));
    return appointments;
  }

  private static void happen(Happening happening, Stage stage) throws InterruptedException {
    stage.simulation().tell("meets", happening.name());
    if (happening.happen(stage)) {
      stage.simulation().saw("happening: " + happening.name());
    }
  }

  /** Some job is reprocessed: where none can be any more, one that is created for it. */
  private static final class Reprocess implements Happening {
    @Override
    public String name() {
      return "REPROCESS";
    }

    @Override
    public boolean happen(Stage stage) {
      var jobs = new ArrayList<>(stage.jobs());
      while (!jobs.isEmpty()) {
        if (begins(jobs.remove(stage.random().nextInt(jobs.size())), stage)) {
          return true;
        }
      }
      var job = stage.simulation().site().submit(stage.novel());
      stage.add(job);
      return begins(job, stage);
    }

    private static boolean begins(JobId job, Stage stage) {
      return stage.operator().reprocess(job, new Scope.All()) instanceof Activated.Started;
    }
  }

  /** The second job on the same novel, announced or not. */
  private static final class SecondJob implements Happening {
    @Override
    public String name() {
      return "SECOND_JOB";
    }

    @Override
    public boolean happen(Stage stage) {
      stage.add(
          stage.random().nextBoolean()
              ? stage.simulation().site().submit(stage.novel())
              : stage.simulation().site().submitSilently(stage.novel()));
      return true;
    }
  }
}
