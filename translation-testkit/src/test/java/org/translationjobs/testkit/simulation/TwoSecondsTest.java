package org.translationjobs.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.worker.WorkerSettings;
import org.translationjobs.testkit.memory.Rows;
import org.translationjobs.testkit.simulation.Simulation.EngineCallMade;

/**
 * What an operator or another service does to a job takes effect within two seconds on all of three
 * workers, in the midst of engine calls of a minute: these are interrupted, no other one begins, and
 * nothing is promoted any more. Only a spent budget lets calls end, since they are paid for.
 */
class TwoSecondsTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int SEEDS = 8;
  private static final String VICTIM = "The victim";
  private static final String BYSTANDER = "The bystander";

  /** What ends the work on a job, and whether it ends that on all others, too. */
  enum Act {
    CANCEL(false) {
      @Override
      void on(JobId job, Simulation simulation) {
        simulation.operator().cancel(job);
      }
    },
    PAUSE(false) {
      @Override
      void on(JobId job, Simulation simulation) {
        simulation.operator().hold(new HoldScope.Job(job), Hold.Kind.PAUSE);
      }
    },
    BUDGET(false) {
      @Override
      void on(JobId job, Simulation simulation) {
        simulation.operator().hold(new HoldScope.Job(job), Hold.Kind.BUDGET);
      }
    },
    PAUSE_OF_ALL(true) {
      @Override
      void on(JobId job, Simulation simulation) {
        simulation.operator().hold(new HoldScope.Fleet(), Hold.Kind.PAUSE);
      }
    },
    PAUSE_OF_THE_ENGINE(true) {
      @Override
      void on(JobId job, Simulation simulation) {
        simulation.operator().hold(new HoldScope.Engine(FakeEngine.NAME), Hold.Kind.PAUSE);
      }
    },
    DELETED(false) {
      @Override
      void on(JobId job, Simulation simulation) {
        simulation.database().others().deleteJob(job);
      }
    },
    CANCELLED_BY_ANOTHER(false) {
      @Override
      void on(JobId job, Simulation simulation) {
        simulation.database().others().setJobStatus(job, "CANCELLED");
      }
    },
    FAILED_BY_ANOTHER(false) {
      @Override
      void on(JobId job, Simulation simulation) {
        simulation.database().others().setJobStatus(job, "FAILED");
      }
    },
    TAKEN_BY_ANOTHER(false) {
      @Override
      void on(JobId job, Simulation simulation) {
        simulation.database().others().setJobStatus(job, "ARCHIVED");
      }
    },
    SUBTASKS_DELETED(false) {
      @Override
      void on(JobId job, Simulation simulation) {
        subtasks(job, simulation)
            .forEach(subtask -> simulation.database().others().deleteSubtask(subtask.id()));
      }
    },
    SUBTASKS_TAKEN(false) {
      @Override
      void on(JobId job, Simulation simulation) {
        subtasks(job, simulation).forEach(
            subtask -> simulation.database().others().setSubtaskStatus(subtask.id(), "REVIEW"));
      }
    };

    final boolean onAll;

    Act(boolean onAll) {
      this.onAll = onAll;
    }

    /** What is paid for may end when only the budget is spent. */
    boolean interrupts() {
      return this != BUDGET;
    }

    abstract void on(JobId job, Simulation simulation);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotWantedEndsWithinTwoSeconds(Act act) throws InterruptedException {
    var slowest = Duration.ZERO;
    for (var seed = 0; seed < SEEDS; seed++) {
      var took = play(seed, act, s -> s);
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }
    System.out.printf(
        "%s: the last call was interrupted after at most %d ms%n", act, slowest.toMillis());
  }

  @Test
  void aWorkerThatNeverAsksWhetherItsClaimsStandIsFound() throws InterruptedException {
    for (var act : List.of(Act.CANCEL, Act.PAUSE, Act.DELETED, Act.TAKEN_BY_ANOTHER)) {
      isFound(
          act,
          s -> s.replacing(
              Claims.class,
              claims -> Changed.method(
                  Claims.class, claims, "revoked", (arguments, original) -> Set.of())));
    }
  }

  private static void isFound(Act act, UnaryOperator<Simulation> breaking)
      throws InterruptedException {
    for (var seed = 0; seed < SEEDS; seed++) {
      try {
        play(seed, act, breaking);
      } catch (SimulationFailure e) {
        assertThat(e).hasMessageContaining("calls that run two seconds after " + act);
        System.out.println("never asks, " + act + ": found in seed " + seed);
        return;
      }
    }
    fail(act + ": not found within " + SEEDS + " seeds");
  }

  /** How long it took until the last call was interrupted. */
  private static Duration play(long seed, Act act, UnaryOperator<Simulation> breaking)
      throws InterruptedException {
    var last = new ArrayList<Duration>();
    breaking.apply(simulation(seed, 4))
        .withEngine((request, random) -> new EngineFault.Hangs(LONG))
        .run(s -> {
          var bystander = s.site().submit(s.site().importNovel(BYSTANDER, 2));
          var victim = s.site().submit(s.site().importNovel(VICTIM, 18));
          startWorkers(s);
          s.await("calls in all slots", Duration.ofSeconds(10), () -> running(s).size() == 12);
          s.sleep(Duration.ofMillis(s.random().nextInt(20_000)));
          var before = running(s).stream().filter(call -> isOf(VICTIM, call)).toList();
          var at = s.time();
          act.on(victim, s);
          s.sleep(TWO_SECONDS);
          checkStopped(act, at, s);
          if (act.interrupts()) {
            last.add(slowest(before.size(), at, s));
          }
          s.sleep(Duration.ofSeconds(150));
          checkStopped(act, at, s);
          if (!act.interrupts()) {
            last.add(slowest(before.size(), at, s));
            assertThat(subtasks(victim, s).stream().filter(t -> t.status().equals("DONE")))
                .as("texts whose calls were under way")
                .hasSize(before.size());
          }
          assertThat(s.database().everything().promotions())
              .as("promotions after " + act)
              .noneMatch(promotion -> promotion.job().equals(victim));
          if (!act.onAll) {
            assertThat(s.site().status(bystander)).isEqualTo("COMPLETED");
            assertThat(s.calls().stream().filter(call -> isOf(BYSTANDER, call)))
                .as("calls of another job")
                .hasSize(4);
          }
          assertThat(s.coverage().counts()).doesNotContainKey("event: SubtaskRescued");
          s.stopWorkers();
        });
    return last.getFirst();
  }

  private static List<Rows.Item> claimed(JobId job, Simulation simulation) {
    return simulation.database()
        .everything()
        .runs()
        .values()
        .stream()
        .filter(run -> run.job().equals(job))
        .flatMap(run -> run.items().values().stream())
        .filter(item -> item.state() == ItemState.CLAIMED)
        .toList();
  }

  private static void checkStopped(Act act, Duration at, Simulation simulation) {
    if (act.interrupts() || simulation.time().compareTo(at.plus(LONG).plus(TWO_SECONDS)) > 0) {
      assertThat(running(simulation).stream().filter(call -> act.onAll || isOf(VICTIM, call)))
          .as("calls that run two seconds after " + act)
          .isEmpty();
    }
    assertThat(simulation.calls())
        .as("calls that begin two seconds after " + act)
        .noneMatch(
            call -> (act.onAll || isOf(VICTIM, call))
                && call.began().compareTo(at.plus(TWO_SECONDS)) > 0);
  }

  private static Duration slowest(int interrupted, Duration at, Simulation simulation) {
    var ends = simulation.calls()
        .stream()
        .filter(call -> isOf(VICTIM, call))
        .flatMap(call -> Optional.ofNullable(call.ended()).stream())
        .filter(ended -> ended.compareTo(at) >= 0)
        .toList();
    assertThat(ends).as("calls that were interrupted").hasSizeGreaterThanOrEqualTo(interrupted);
    return ends.stream().max(Duration::compareTo).orElse(at).minus(at);
  }

  /** Workers that were fast have claimed ahead: what only waits in them is given back, too. */
  @Test
  void whatWaitsUnderAHoldIsGivenBackWithinTwoSeconds() throws InterruptedException {
    for (var seed = 0; seed < SEEDS; seed++) {
      var fast = new AtomicInteger(100);
      simulation(seed, 4)
          .withEngine((request, random) -> new EngineFault.Hangs(
              fast.getAndDecrement() > 0 ? Duration.ofMillis(20) : LONG))
          .run(s -> {
            var job = s.site().submit(s.site().importNovel(VICTIM, 120));
            startWorkers(s);
            s.await("claims that wait", Duration.ofSeconds(30),
                () -> fast.get() < 0 && claimed(job, s).size() > running(s).size());
            s.operator().hold(new HoldScope.Job(job), Hold.Kind.PAUSE);
            s.sleep(TWO_SECONDS);
            assertThat(claimed(job, s)).as("claims two seconds after the hold").isEmpty();
            s.operator().release(new HoldScope.Job(job), Hold.Kind.PAUSE);
            s.sleep(TWO_SECONDS);
            assertThat(running(s)).as("calls two seconds after its end").hasSize(12);
            s.stopWorkers();
          });
    }
  }

  @Test
  void whatIsTranslatedAgainBeginsWithinTwoSeconds() throws InterruptedException {
    for (var seed = 0; seed < SEEDS; seed++) {
      simulation(seed, 16)
          .withEngine((request, random) -> new EngineFault.Hangs(LONG))
          .run(s -> {
            var job = s.site().submit(s.site().importNovel(VICTIM, 18));
            startWorkers(s);
            s.await("all calls", Duration.ofSeconds(10), () -> running(s).size() == 20);
            s.sleep(Duration.ofMillis(s.random().nextInt(20_000)));
            var at = s.time();
            s.operator().reprocess(job, new Scope.All());
            s.sleep(TWO_SECONDS);
            assertThat(running(s)).as("calls of the new run")
                .hasSize(20)
                .allMatch(call -> call.began().compareTo(at) >= 0);
            assertThat(s.site().awaitEnd(job)).isEqualTo("COMPLETED");
            s.stopWorkers();
          });
    }
  }

  @Test
  void aFailedSubtaskThatIsRetriedBeginsWithinTwoSeconds() throws InterruptedException {
    var refused = new EngineReply.Failure(
        FailureKind.REFUSED_CONTENT, "the engine refuses this text", Optional.empty());
    for (var seed = 0; seed < SEEDS; seed++) {
      var simulation = simulation(seed, 16);
      simulation
          .withEngine(
              (request, random) -> asksForChapter3(request.segments().getLast().text())
                  ? new EngineFault.Fails(refused)
                  : new EngineFault.Hangs(LONG))
          .run(s -> {
            var job = s.site().submit(s.site().importNovel(VICTIM, 18));
            startWorkers(s);
            s.await("a failure", Duration.ofSeconds(30), () -> failed(job, s).isPresent());
            s.sleep(Duration.ofMillis(s.random().nextInt(20_000)));
            var at = s.time();
            simulation.withEngine(EngineFaults.NONE);
            s.operator().reprocess(job, new Scope.Only(failed(job, s).orElseThrow().id()));
            s.sleep(TWO_SECONDS);
            assertThat(s.calls())
                .as("calls of the new run")
                .anyMatch(
                    call -> call.began().compareTo(at) >= 0
                        && asksForChapter3(call.request().segments().getLast().text()));
            s.stopWorkers();
          });
    }
  }

  private static boolean asksForChapter3(String text) {
    return text.equals("Text of chapter 3 of " + VICTIM + ".");
  }

  private static Optional<Rows.Subtask> failed(JobId job, Simulation simulation) {
    return subtasks(job, simulation).stream().filter(s -> s.status().equals("FAILED")).findFirst();
  }

  private static List<Rows.Subtask> subtasks(JobId job, Simulation simulation) {
    return simulation.database().job(job).orElseThrow().subtasks();
  }

  private static Simulation simulation(long seed, int concurrency) {
    var d = WorkerSettings.DEFAULTS;
    return new Simulation(seed)
        .with(
            new WorkerSettings(
                concurrency, d.lease(), d.heartbeat(), d.shutdown(), d.poll(), d.engineTimeout(),
                d.stagingRetention(), d.retry(), d.patience(), d.onlyRun()))
        .withEngineCallsUpTo(Duration.ZERO);
  }

  private static void startWorkers(Simulation simulation) {
    for (var i = 1; i <= 3; i++) {
      simulation.startWorker("w" + i);
    }
  }

  private static List<EngineCallMade> running(Simulation simulation) {
    return simulation.calls().stream().filter(call -> call.ended() == null).toList();
  }

  private static boolean isOf(String novel, EngineCallMade call) {
    return call.request().segments().stream().anyMatch(s -> s.text().contains(novel));
  }
}
