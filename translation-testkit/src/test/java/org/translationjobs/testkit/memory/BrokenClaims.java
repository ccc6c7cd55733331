package org.translationjobs.testkit.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.work.Rescue;
import org.translationjobs.core.work.WorkItem.Counts;

/** Claims of which one rule is broken. */
public final class BrokenClaims {
  private BrokenClaims() {}

  /** Whoever comes with a result is believed. */
  public static Claims finishWithoutFence(InMemoryDatabase database) {
    return finishing(
        database, (work, item) -> item.state == ItemState.CLAIMED
            && item.subtask.is(SubtaskStatus.IN_PROGRESS));
  }

  /** The fence is the number of the attempt, which comes back. */
  public static Claims finishFencedByAttempt(InMemoryDatabase database) {
    return finishing(
        database, (work, item) -> item.state == ItemState.CLAIMED
            && item.subtask.is(SubtaskStatus.IN_PROGRESS)
            && item.counts.attempts() == work.item().counts().attempts());
  }

  /** A result is still taken when its job was cancelled. */
  public static Claims finishInCancelledJob(InMemoryDatabase database) {
    return finishing(
        database, (work, item) -> item.isHeldUnder(work.claim())
            || (item.state == ItemState.ASIDE && isOfJob(database, item, JobStatus.CANCELLED)));
  }

  /** A result of an earlier run is still taken while a later one is under way. */
  public static Claims finishOfEarlierRun(InMemoryDatabase database) {
    return finishing(
        database, (work, item) -> item.isHeldUnder(work.claim())
            || (!item.run.isActive() && isOfJob(database, item, JobStatus.IN_PROGRESS)));
  }

  private static boolean isOfJob(InMemoryDatabase database, ItemRow item, JobStatus status) {
    var job = database.tables().jobs.get(item.run.job);
    return job != null && job.is(status);
  }

  private static Claims finishing(
      InMemoryDatabase database, BiPredicate<FinishedWork, ItemRow> may) {
    return new InMemoryClaims(database.tables()) {
      @Override
      boolean mayFinish(FinishedWork work, ItemRow item, JobRow job) {
        return may.test(work, item);
      }
    };
  }

  /**
   * The fence is read first, and what was read is believed while writing.
   *
   * @param between
   *          what happens between the two
   */
  public static Claims finishFencedByRead(InMemoryDatabase database, Runnable between) {
    return new InMemoryClaims(database.tables()) {
      private boolean believed;

      @Override
      public Map<ClaimId, Finish> finish(List<FinishedWork> work) {
        var held = work.stream().filter(this::isHeld).toList();
        between.run();
        believed = true;
        try {
          return super.finish(held);
        } finally {
          believed = false;
        }
      }

      private boolean isHeld(FinishedWork work) {
        var item = tables.claims.get(work.claim());
        return item != null && item.isHeldUnder(work.claim());
      }

      @Override
      boolean mayFinish(FinishedWork work, ItemRow item, JobRow job) {
        return believed || super.mayFinish(work, item, job);
      }
    };
  }

  /** Every finish counts, a repeated one as well. */
  public static Claims finishCountedTwice(InMemoryDatabase database) {
    return new InMemoryClaims(database.tables()) {
      @Override
      public Map<ClaimId, Finish> finish(List<FinishedWork> work) {
        var before = new ArrayList<ItemRow>();
        for (var one : work) {
          var run = tables.runs.get(one.item().run());
          var item = run == null ? null : run.item(one.item().subtask());
          if (item != null && item.state == ItemState.DONE && one.claim().equals(item.claim)) {
            before.add(item);
          }
        }
        var finishes = super.finish(work);
        tables.write(() -> {
          before.forEach(item -> tables.jobs.get(item.run.job).completed++);
          return null;
        });
        return finishes;
      }
    };
  }

  /** Claims are taken back before their lease is over. */
  public static Claims rescueOfTheLiving(InMemoryDatabase database) {
    return new InMemoryClaims(database.tables()) {
      @Override
      boolean isOver(ItemRow item) {
        return item.leaseUntil.minus(Duration.ofSeconds(4)).isBefore(tables.now());
      }
    };
  }

  /** The lease is compared when looking for candidates, not when taking them back. */
  public static Claims rescueWithoutSecondLook(InMemoryDatabase database, Runnable between) {
    return new InMemoryClaims(database.tables()) {
      @Override
      public List<Rescued> rescue(int atMost) {
        List<ItemRow> candidates =
            tables.read(() -> tables.claims.values().stream().filter(this::isOver).toList());
        if (candidates.isEmpty()) {
          return List.of();
        }
        between.run();
        return tables.write(
            () -> candidates.stream()
                .filter(item -> item.state == ItemState.CLAIMED)
                .map(this::rescue)
                .toList());
      }
    };
  }

  /** The death of a worker costs its subtasks an attempt. */
  public static Claims rescueCostsAnAttempt(InMemoryDatabase database) {
    return rescuing(
        database, item -> item.counts = new Counts(
            item.counts.attempts() + 1, item.counts.interruptions(), item.counts.rescues()));
  }

  private static Claims rescuing(InMemoryDatabase database, Consumer<ItemRow> besides) {
    return new InMemoryClaims(database.tables()) {
      @Override
      Rescued rescue(ItemRow item) {
        var rescued = super.rescue(item);
        besides.accept(item);
        return rescued;
      }
    };
  }

  /** Nobody takes back what a dead worker held. */
  public static Claims noRescue(InMemoryDatabase database) {
    return new InMemoryClaims(database.tables()) {
      @Override
      public List<Rescued> rescue(int atMost) {
        return List.of();
      }
    };
  }

  /** What is held is claimed all the same. */
  public static Claims claimInSpiteOfHolds(InMemoryDatabase database) {
    return new InMemoryClaims(database.tables()) {
      @Override
      @Nullable
      JobRow jobOf(RunRow run, org.translationjobs.core.work.WorkerId worker) {
        var job = tables.jobs.get(run.job);
        return job != null && job.is(JobStatus.IN_PROGRESS) ? job : null;
      }
    };
  }

  /** The job's status is not looked at when claiming. */
  public static Claims claimWhateverTheJob(InMemoryDatabase database) {
    return new InMemoryClaims(database.tables()) {
      @Override
      @Nullable
      JobRow jobOf(RunRow run, org.translationjobs.core.work.WorkerId worker) {
        return tables.isHeld(run) ? null : tables.jobs.get(run.job);
      }
    };
  }

  /** Every worker may empty itself at the same time; so that this happens, all is suspected. */
  public static Claims everybodyIsAlone(InMemoryDatabase database) {
    return new InMemoryClaims(database.tables()) {
      @Override
      List<ItemRow> due(RunRow run) {
        var due = super.due(run);
        due.forEach(item -> item.counts = new Counts(
            item.counts.attempts(), item.counts.interruptions(), Rescue.ALONE_FROM));
        return due;
      }

      @Override
      public boolean reserveAlone(
          org.translationjobs.core.work.WorkerId worker, Duration lease) {
        return true;
      }
    };
  }

  /** The wait after a failure is ignored. */
  public static Claims claimBeforeDue(InMemoryDatabase database) {
    return new InMemoryClaims(database.tables()) {
      @Override
      List<ItemRow> due(RunRow run) {
        return run.items().stream().filter(item -> item.state == ItemState.READY).toList();
      }
    };
  }

  /** A person's text is taken whatever happens to the subtask. */
  public static Claims provideWhateverTheState(InMemoryDatabase database) {
    return new InMemoryClaims(database.tables()) {
      @Override
      Optional<String> refusal(
          ProvidedWork work, JobRow job, SubtaskRow subtask, Optional<RunRow> run) {
        return Optional.empty();
      }
    };
  }

  /** Whoever gives a subtask up is believed. */
  public static Claims releaseWithoutFence(InMemoryDatabase database) {
    return new InMemoryClaims(database.tables()) {
      @Override
      @Nullable
      ItemRow held(Release release) {
        var run = tables.activeRuns.get(release.item().job());
        var item = run == null ? null : run.item(release.item().subtask());
        return item != null && item.state == ItemState.CLAIMED ? item : null;
      }
    };
  }
}
