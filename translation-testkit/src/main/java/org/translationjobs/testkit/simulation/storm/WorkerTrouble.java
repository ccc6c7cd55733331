package org.translationjobs.testkit.simulation.storm;

import java.time.Duration;
import org.translationjobs.testkit.simulation.SimulatedWorker;

/** What befalls a worker as a whole. */
enum WorkerTrouble implements Happening {
  /** SIGKILL; another one may take its place. */
  KILLED {
    @Override
    void befall(SimulatedWorker worker, Stage stage) {
      worker.kill();
      if (stage.random().nextBoolean()) {
        stage.startWorker();
      }
    }
  },
  /** It stands still, perhaps for longer than its lease. */
  PAUSED {
    @Override
    void befall(SimulatedWorker worker, Stage stage) {
      worker.pause(stage.upTo(Duration.ofSeconds(20)));
    }
  },
  /** It alone reaches nothing any more. */
  CUT_OFF {
    @Override
    void befall(SimulatedWorker worker, Stage stage) {
      worker.cutOff(stage.upTo(Duration.ofSeconds(20)));
    }
  },
  /** Its clock leaps. */
  CLOCK_LEAPS {
    @Override
    void befall(SimulatedWorker worker, Stage stage) {
      worker.leap(stage.upTo(Duration.ofMinutes(10)));
    }
  },
  /** SIGTERM. */
  STOPPED {
    @Override
    void befall(SimulatedWorker worker, Stage stage) throws InterruptedException {
      worker.stop();
    }
  },
  /** SIGTERM, and another one starts beside it. */
  REPLACED {
    @Override
    void befall(SimulatedWorker worker, Stage stage) throws InterruptedException {
      stage.startWorker();
      worker.stop();
    }
  };

  abstract void befall(SimulatedWorker worker, Stage stage) throws InterruptedException;

  @Override
  public boolean happen(Stage stage) throws InterruptedException {
    var worker = stage.pick(stage.working());
    if (worker.isEmpty()) {
      return false;
    }
    befall(worker.get(), stage);
    return true;
  }
}
