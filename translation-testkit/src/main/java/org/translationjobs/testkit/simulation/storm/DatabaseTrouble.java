package org.translationjobs.testkit.simulation.storm;

import java.time.Duration;

/** What befalls the database. */
enum DatabaseTrouble implements Happening {
  /** Nobody reaches it; whether the last write took effect nobody knows. */
  DATABASE_AWAY {
    @Override
    public boolean happen(Stage stage) {
      stage.simulation().troubles().databaseAway(Duration.ofMillis(stage.random().nextInt(20_000)));
      return true;
    }
  },
  /** The content tables take only short titles from now on. */
  TITLES_LIMITED {
    @Override
    public boolean happen(Stage stage) {
      stage.simulation().database().limitTitles(13);
      return true;
    }
  }
}
