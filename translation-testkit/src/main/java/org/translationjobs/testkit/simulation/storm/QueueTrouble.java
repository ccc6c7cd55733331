package org.translationjobs.testkit.simulation.storm;

import java.time.Duration;

/** What befalls the queue and its messages. */
enum QueueTrouble implements Happening {
  /** A message is pushed and gets lost. */
  MESSAGE_LOST {
    @Override
    public boolean happen(Stage stage) {
      stage.simulation().announcements().lose(0);
      stage.announcedAgain().clear();
      return true;
    }
  },
  /** A job is announced several times. */
  MESSAGE_DOUBLED {
    @Override
    public boolean happen(Stage stage) {
      stage.simulation().announcements().twice(0);
      return stage.job().map(job -> {
        stage.announce(job.id());
        stage.announce(job.id());
        return true;
      }).orElse(false);
    }
  },
  /** Messages overtake each other. */
  MESSAGES_REORDERED {
    @Override
    public boolean happen(Stage stage) {
      var jobs = stage.jobs();
      for (var i = jobs.size(); i > 0; i--) {
        stage.announce(jobs.get(i - 1));
      }
      stage.simulation().announcements().overtake(0);
      stage.simulation().announcements().overtake(0);
      return true;
    }
  },
  /** Something that nobody understands. */
  JUNK {
    @Override
    public boolean happen(Stage stage) {
      stage.simulation().announcements().push("{\"job\":" + stage.random().nextInt());
      return true;
    }
  },
  /** FLUSHALL, or a fail-over to an empty server. */
  FLUSHED {
    @Override
    public boolean happen(Stage stage) {
      stage.simulation().announcements().flush();
      stage.announcedAgain().clear();
      return true;
    }
  },
  QUEUE_AWAY {
    @Override
    public boolean happen(Stage stage) {
      stage.simulation().troubles().queueAway(stage.upTo(Duration.ofSeconds(20)));
      return true;
    }
  },
  /** A job that is not there, and does not come. */
  UNKNOWN_ANNOUNCED {
    @Override
    public boolean happen(Stage stage) {
      stage.announce(stage.simulation().database().others().newJobId());
      return true;
    }
  }
}
