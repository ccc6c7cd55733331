package org.translationjobs.testkit.simulation.storm;

import java.nio.charset.StandardCharsets;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.testkit.memory.OtherServices;
import org.translationjobs.testkit.memory.Rows;
import org.translationjobs.testkit.simulation.Simulation;

/** What other services and people write into the rows of a job, its subtasks and its texts. */
enum ForeignWrite implements Happening {
  /** A chapter is added to the novel and to the job. */
  SUBTASK_INSERTED {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      var others = others(stage);
      var volume = others.insertVolume(stage.novel(), 9);
      var chapter = others.insertChapter(volume, 9);
      others.writeText(chapter, Simulation.LANGUAGES.from(), "Added", "Text that was added.");
      others.insertSubtask(job.id(), chapter, 9, 100);
      announceIfEnded(job, stage);
      return true;
    }
  },
  SUBTASK_DELETED {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      return toASubtask(job, stage, subtask -> {
        others(stage).deleteSubtask(subtask.id());
        if (stage.random().nextBoolean()) {
          others(stage).setTotalSubtasks(job.id(), job.subtasks().size() - 1);
        }
      });
    }
  },
  /** A subtask is set back to PENDING. */
  SUBTASK_RESET {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      return toASubtask(job, stage, subtask -> {
        others(stage).setSubtaskStatus(subtask.id(), "PENDING");
        announceIfEnded(job, stage);
      });
    }
  },
  /** A worker of someone else's finishes a subtask. */
  SUBTASK_FINISHED {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      return stage.subtask(job, subtask -> isKnown(subtask)).map(subtask -> {
        finish(subtask, stage);
        return true;
      }).orElse(false);
    }
  },
  SUBTASK_FAILED {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      return toASubtask(
          job, stage, subtask -> others(stage).setSubtaskStatus(subtask.id(), "FAILED"));
    }
  },
  /** A subtask gets a status that is not ours. */
  SUBTASK_TAKEN {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      return toASubtask(
          job, stage, subtask -> others(stage).setSubtaskStatus(subtask.id(), "REVIEW"));
    }
  },
  JOB_DELETED {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      others(stage).deleteJob(job.id());
      return true;
    }
  },
  /** The job gets a status that is not ours. */
  JOB_TAKEN {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      others(stage).setJobStatus(job.id(), "ARCHIVED");
      return true;
    }
  },
  /** The job is set back to PENDING, as if it was new. */
  JOB_RESET {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      others(stage).setJobStatus(job.id(), "PENDING");
      return true;
    }
  },
  SOURCE_EDITED {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      return toATextOf(job, stage, Simulation.LANGUAGES.from(), "Edited source ");
    }
  },
  SOURCE_DELETED {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      return stage.subtask(job, subtask -> subtask.entityType().equals("chapter"))
          .map(subtask -> {
            others(stage).deleteText(entity(subtask), Simulation.LANGUAGES.from());
            return true;
          })
          .orElse(false);
    }
  },
  /** A person improves a translation in production. */
  TRANSLATION_EDITED {
    @Override
    boolean write(Rows.Job job, Stage stage) {
      return toATextOf(job, stage, Simulation.LANGUAGES.to(), "Edited translation ");
    }
  };

  /** Where the results of other workers lie. */
  static final String FOLDER = "foreign/";

  private interface ToSubtask {
    void write(Rows.Subtask subtask);
  }

  abstract boolean write(Rows.Job job, Stage stage);

  /** A job with a status that is not ours is left alone by these others, too. */
  @Override
  public boolean happen(Stage stage) {
    return stage.job(job -> JobStatus.fromColumn(job.status()).isPresent())
        .map(job -> write(job, stage))
        .orElse(false);
  }

  private static OtherServices others(Stage stage) {
    return stage.simulation().database().others();
  }

  private static boolean toASubtask(Rows.Job job, Stage stage, ToSubtask write) {
    return stage.subtask(job, subtask -> true).map(subtask -> {
      write.write(subtask);
      return true;
    }).orElse(false);
  }

  private static boolean isKnown(Rows.Subtask subtask) {
    return EntityType.fromColumn(subtask.entityType()).isPresent();
  }

  static EntityRef entity(Rows.Subtask subtask) {
    return new EntityRef(
        EntityType.fromColumn(subtask.entityType()).orElseThrow(), subtask.entityId());
  }

  private static void finish(Rows.Subtask subtask, Stage stage) {
    var database = stage.simulation().database();
    var source = database.text(entity(subtask), Simulation.LANGUAGES.from());
    if (source.isEmpty()) {
      return;
    }
    var staged = stage.simulation()
        .site()
        .stagedTranslation(entity(subtask).type(), source.get().title(), source.get().body());
    if (entity(subtask).type() == EntityType.CHAPTER) {
      var path = FOLDER + subtask.id() + ".json";
      stage.simulation().staging().write(path, staged.getBytes(StandardCharsets.UTF_8));
      others(stage).finishSubtask(subtask.id(), path, null);
    } else {
      others(stage).finishSubtask(subtask.id(), null, staged);
    }
  }

  private static void announceIfEnded(Rows.Job job, Stage stage) {
    if (job.status().equals("COMPLETED") || job.status().equals("FAILED")) {
      stage.announceAgain(job.id());
    }
  }

  private static boolean toATextOf(Rows.Job job, Stage stage, String lang, String text) {
    return stage.subtask(
        job,
        subtask -> isKnown(subtask)
            && stage.simulation().database().text(entity(subtask), lang).isPresent())
        .map(subtask -> {
          var number = stage.random().nextInt(1_000);
          others(stage).writeText(entity(subtask), lang, "Title " + number, text + number);
          return true;
        })
        .orElse(false);
  }
}
