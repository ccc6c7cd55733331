package org.translationjobs.testkit.simulation.storm;

import java.time.Duration;
import java.util.List;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.testkit.memory.Rows;

/** What a person does with the command line. */
enum OperatorAct implements Happening {
  CANCELLED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      stage.operator().cancel(job.id());
      return true;
    }
  },
  /** Cancelled, and started again later. */
  CANCELLED_AND_REPROCESSED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      stage.operator().cancel(job.id());
      stage.simulation().sleep(stage.upTo(Duration.ofSeconds(4)));
      stage.operator().reprocess(job.id(), new Scope.All());
      return true;
    }
  },
  REPROCESSED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      stage.operator().reprocess(job.id(), new Scope.All());
      return true;
    }
  },
  /** What is not finished, once more. */
  REPROCESSED_UNFINISHED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      stage.operator().reprocess(job.id(), new Scope.Unfinished());
      return true;
    }
  },
  ONE_SUBTASK_REPROCESSED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      return stage.subtask(job, subtask -> true).map(subtask -> {
        stage.operator().reprocess(job.id(), new Scope.Only(subtask.id()));
        return true;
      }).orElse(false);
    }
  },
  /** A person translates what is missing, failed subtasks first. */
  TEXT_PROVIDED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      var subtask = stage.subtask(job, s -> s.status().equals("FAILED"))
          .or(() -> stage.subtask(job, s -> true));
      return subtask.isPresent()
          && stage.operator()
              .provide(job.id(), subtask.get(), stage.upTo(Duration.ofSeconds(1)));
    }
  },
  /** Some subtasks fail for good, and a person translates each of them. */
  FAILED_ONES_PROVIDED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      var simulation = stage.simulation();
      var deadline = simulation.time().plus(Duration.ofSeconds(20));
      while (failed(job, stage).isEmpty() && !simulation.site().hasEnded(job.id())
          && simulation.time().compareTo(deadline) < 0) {
        simulation.sleep(Duration.ofMillis(200));
      }
      var provided = false;
      for (var subtask : failed(job, stage)) {
        provided |= stage.operator().provide(job.id(), subtask, Duration.ZERO);
      }
      return provided;
    }

    private List<Rows.Subtask> failed(Rows.Job job, Stage stage) {
      return stage.simulation()
          .database()
          .job(job.id())
          .map(Rows.Job::subtasks)
          .orElse(List.of())
          .stream()
          .filter(subtask -> subtask.status().equals("FAILED"))
          .toList();
    }
  },
  /** A job that cannot be translated any more is wanted once more. */
  REPROCESS_REFUSED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      var simulation = stage.simulation();
      if (stage.random().nextBoolean()) {
        stage.operator().cancel(job.id());
      } else {
        var deadline = simulation.time().plus(Duration.ofSeconds(20));
        while (!simulation.site().hasEnded(job.id()) && simulation.time().compareTo(deadline) < 0) {
          simulation.sleep(Duration.ofMillis(500));
        }
      }
      if (job.subtasks().isEmpty() || simulation.database().job(job.id()).isEmpty()) {
        return false;
      }
      var twice = job.subtasks().getFirst();
      simulation.database()
          .others()
          .insertSubtask(job.id(), twice.entityType(), twice.entityId(), 0, 10, "PENDING");
      return stage.operator().reprocess(job.id(), new Scope.All()) instanceof Activated.Refused;
    }
  },
  JOB_PAUSED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      return hold(new HoldScope.Job(job.id()), Hold.Kind.PAUSE, stage);
    }
  },
  JOB_OUT_OF_BUDGET {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      return hold(new HoldScope.Job(job.id()), Hold.Kind.BUDGET, stage);
    }
  },
  APPROVAL_WANTED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      return hold(new HoldScope.Job(job.id()), Hold.Kind.APPROVAL, stage);
    }
  },
  FLEET_PAUSED {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      return hold(new HoldScope.Fleet(), Hold.Kind.PAUSE, stage);
    }
  },
  ENGINE_OUT_OF_QUOTA {
    @Override
    boolean act(Rows.Job job, Stage stage) throws InterruptedException {
      return hold(new HoldScope.Engine("fake"), Hold.Kind.QUOTA, stage);
    }
  };

  abstract boolean act(Rows.Job job, Stage stage) throws InterruptedException;

  /** Holds something; mostly it is released again while the storm goes on. */
  private static boolean hold(HoldScope scope, Hold.Kind kind, Stage stage)
      throws InterruptedException {
    stage.operator().hold(scope, kind);
    if (stage.random().nextInt(3) > 0) {
      stage.simulation().sleep(stage.upTo(Duration.ofSeconds(10)));
      stage.operator().release(scope, kind);
    }
    return true;
  }

  @Override
  public boolean happen(Stage stage) throws InterruptedException {
    var job = stage.job();
    return job.isPresent() && act(job.get(), stage);
  }
}
