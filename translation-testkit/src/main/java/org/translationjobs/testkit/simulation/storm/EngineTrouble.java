package org.translationjobs.testkit.simulation.storm;

import java.time.Duration;
import java.util.Optional;
import org.translationjobs.core.work.Rescue;
import org.translationjobs.testkit.memory.Rows;
import org.translationjobs.testkit.simulation.Simulation;

/** What engine calls do to the workers that make them. */
enum EngineTrouble implements Happening {
  /** A text kills the workers that translate it, until its subtask runs alone. */
  TEXT_KILLS {
    @Override
    public boolean happen(Stage stage) throws InterruptedException {
      var text = stage.job(job -> job.status().equals("IN_PROGRESS"))
          .flatMap(job -> stage.subtask(job, EngineTrouble::isToDo))
          .flatMap(subtask -> body(subtask, stage.simulation()));
      return text.isPresent() && kills(text.get(), stage);
    }
  };

  private static final Duration AT_MOST = Duration.ofMinutes(1);

  /** Two subtasks may have the text: with one death more, one of them has enough. */
  private static final int DEATHS = 2 * Rescue.ALONE_FROM - 1;

  private static boolean isToDo(Rows.Subtask subtask) {
    return subtask.entityType().equals("chapter")
        && (subtask.status().equals("PENDING") || subtask.status().equals("IN_PROGRESS"));
  }

  private static Optional<String> body(Rows.Subtask subtask, Simulation simulation) {
    return simulation.database()
        .text(ForeignWrite.entity(subtask), Simulation.LANGUAGES.from())
        .flatMap(row -> Optional.ofNullable(row.body()));
  }

  private static boolean kills(String text, Stage stage) throws InterruptedException {
    var simulation = stage.simulation();
    simulation.troubles().killWhoTranslates(text, DEATHS);
    var deadline = simulation.time().plus(AT_MOST);
    while (simulation.troubles().deathsToCome() > 0 && simulation.time().compareTo(deadline) < 0) {
      simulation.sleep(Duration.ofMillis(500));
      if (stage.working().isEmpty()) {
        stage.startWorker();
      }
    }
    return simulation.troubles().deathsToCome() == 0;
  }
}
