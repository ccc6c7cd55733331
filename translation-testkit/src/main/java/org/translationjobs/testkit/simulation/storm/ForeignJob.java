package org.translationjobs.testkit.simulation.storm;

import java.time.Duration;
import java.util.UUID;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.testkit.simulation.Simulation;

/** Other jobs that another service creates, right ones and wrong ones. */
enum ForeignJob implements Happening {
  /** Announced before it is committed. */
  ANNOUNCED_TOO_EARLY {
    @Override
    public boolean happen(Stage stage) throws InterruptedException {
      var others = stage.simulation().database().others();
      var job = others.newJobId();
      stage.announce(job);
      stage.simulation().sleep(stage.upTo(Duration.ofSeconds(3)));
      others.insertJob(job, stage.novel(), Simulation.LANGUAGES, "PENDING", 1);
      others.insertSubtask(job, novel(stage), 0, 10);
      stage.add(job);
      return true;
    }
  },
  /** Its subtasks come one by one, perhaps not all. */
  CREATED_SLOWLY {
    @Override
    public boolean happen(Stage stage) throws InterruptedException {
      var others = stage.simulation().database().others();
      var job = others.insertJob(stage.novel(), Simulation.LANGUAGES, "PENDING", 2);
      stage.add(job);
      stage.simulation().sleep(stage.upTo(Duration.ofSeconds(3)));
      others.insertSubtask(job, novel(stage), 0, 10);
      if (stage.random().nextBoolean()) {
        others.insertSubtask(job, chapter(stage), 1, 10);
      }
      return true;
    }
  },
  SAME_LANGUAGES {
    @Override
    public boolean happen(Stage stage) {
      var others = stage.simulation().database().others();
      var job = others.insertJob(stage.novel(), LanguagePair.of("en", "EN"), "PENDING", 1);
      others.insertSubtask(job, novel(stage), 0, 10);
      stage.add(job);
      return true;
    }
  },
  SAME_ENTITY_TWICE {
    @Override
    public boolean happen(Stage stage) {
      var others = stage.simulation().database().others();
      var job = others.insertJob(stage.novel(), Simulation.LANGUAGES, "PENDING", 2);
      others.insertSubtask(job, novel(stage), 0, 10);
      others.insertSubtask(job, novel(stage), 1, 10);
      stage.add(job);
      stage.announce(job);
      return true;
    }
  },
  UNKNOWN_ENTITY_TYPE {
    @Override
    public boolean happen(Stage stage) {
      var others = stage.simulation().database().others();
      var job = others.insertJob(stage.novel(), Simulation.LANGUAGES, "PENDING", 1);
      others.insertSubtask(job, "review", new UUID(0, 1), 0, 10, "PENDING");
      stage.add(job);
      return true;
    }
  },
  /** A worker of someone else's has it, and does not go on. */
  LEFT_BY_ANOTHER {
    @Override
    public boolean happen(Stage stage) {
      var others = stage.simulation().database().others();
      var job = others.insertJob(stage.novel(), Simulation.LANGUAGES, "IN_PROGRESS", 1);
      others.insertSubtask(job, novel(stage), 0, 10);
      stage.add(job);
      return true;
    }
  },
  /** Cancelled before anybody looks at it. */
  CANCELLED_AT_ONCE {
    @Override
    public boolean happen(Stage stage) {
      var others = stage.simulation().database().others();
      var job = others.insertJob(stage.novel(), Simulation.LANGUAGES, "PENDING", 1);
      others.insertSubtask(job, novel(stage), 0, 10);
      stage.add(job);
      stage.operator().cancel(job);
      return true;
    }
  };

  private static EntityRef novel(Stage stage) {
    return new EntityRef(EntityType.NOVEL, stage.novel().value());
  }

  private static EntityRef chapter(Stage stage) {
    return stage.simulation()
        .database()
        .everything()
        .texts()
        .stream()
        .map(text -> text.entity())
        .filter(entity -> entity.type() == EntityType.CHAPTER)
        .findFirst()
        .orElseThrow();
  }
}
