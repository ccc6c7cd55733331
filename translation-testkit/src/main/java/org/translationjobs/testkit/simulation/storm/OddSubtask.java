package org.translationjobs.testkit.simulation.storm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.testkit.memory.Rows;
import org.translationjobs.testkit.simulation.Simulation;

/** One subtask of a job is not like the others, and others change its row while the run goes on. */
enum OddSubtask implements Happening {
  /** It fails at once, because nobody knows its type. */
  FAILED_ONE_CHANGED {
    @Override
    public boolean happen(Stage stage) throws InterruptedException {
      return changed("PENDING", ItemState.FAILED, List.of("PENDING", "DONE", "REVIEW"), stage);
    }
  },
  /** It is in a status that is not ours, and comes back. */
  TAKEN_ONE_GIVEN_BACK {
    @Override
    public boolean happen(Stage stage) throws InterruptedException {
      return changed("REVIEW", ItemState.ASIDE, List.of("PENDING", "DONE", "FAILED"), stage);
    }
  },
  /** It is added to a run that is under way, in a status in which subtasks do not begin. */
  ADDED_IN_ANY_STATUS {
    @Override
    public boolean happen(Stage stage) {
      return stage.job(job -> job.status().equals("IN_PROGRESS")).map(job -> {
        var odd = insert(job.id(), job.subtasks().size(), "PENDING", stage);
        write(odd, one(List.of("DONE", "FAILED", "REVIEW"), stage), stage);
        return true;
      }).orElse(false);
    }
  };

  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private static boolean changed(
      String first, ItemState then, List<String> last, Stage stage) throws InterruptedException {
    var simulation = stage.simulation();
    var job = simulation.site().submitSilently(stage.novel());
    var size = simulation.database().job(job).orElseThrow().subtasks().size();
    var odd = insert(job, size, first, stage);
    stage.add(job);
    stage.announce(job);
    var deadline = simulation.time().plus(AT_MOST);
    while (!isIn(then, odd, simulation)) {
      if (simulation.time().compareTo(deadline) > 0) {
        return false;
      }
      simulation.sleep(Duration.ofMillis(200));
    }
    write(odd, one(last, stage), stage);
    return true;
  }

  private static SubtaskId insert(JobId job, int before, String status, Stage stage) {
    var others = stage.simulation().database().others();
    var entity = new UUID(0, stage.random().nextLong());
    var odd = others.insertSubtask(job, "review", entity, 0, 1, status);
    others.setTotalSubtasks(job, before + 1);
    return odd;
  }

  private static boolean isIn(ItemState state, SubtaskId subtask, Simulation simulation) {
    return simulation.database()
        .everything()
        .runs()
        .values()
        .stream()
        .filter(Rows.Run::isActive)
        .flatMap(run -> run.items().values().stream())
        .anyMatch(item -> item.subtask().equals(subtask) && item.state() == state);
  }

  private static String one(List<String> statuses, Stage stage) {
    return stage.pick(statuses).orElseThrow();
  }

  private static void write(SubtaskId subtask, String status, Stage stage) {
    var simulation = stage.simulation();
    var others = simulation.database().others();
    if (!status.equals("DONE")) {
      others.setSubtaskStatus(subtask, status);
      return;
    }
    var path = ForeignWrite.FOLDER + subtask + ".json";
    var staged = simulation.site().stagedTranslation(EntityType.CHAPTER, "Review", "A review.");
    simulation.staging().write(path, staged.getBytes(StandardCharsets.UTF_8));
    others.finishSubtask(subtask, path, null);
  }
}
