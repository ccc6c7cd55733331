package org.translationjobs.runtime;

import org.translationjobs.core.UnavailableException;
import org.translationjobs.postgres.Reached;
import org.translationjobs.runtime.configuration.ConfigurationException;
import org.translationjobs.runtime.configuration.DatabaseConfiguration;
import org.translationjobs.runtime.configuration.Secrets;
import org.translationjobs.runtime.configuration.Variables;

/** One connection beside the pool, to tell at once what is wrong, and what no waiting will cure. */
public final class DatabaseProbe {
  private DatabaseProbe() {}

  /**
   * Connects once; gives up on a host that is silent after five seconds, or as {@code connect_timeout}
   * says, and on one that is busy five seconds later.
   *
   * @throws ConfigurationException
   *           when the server refuses for a reason that only a person can cure
   * @throws UnavailableException
   *           when it cannot be reached now
   */
  public static void connect(DatabaseConfiguration database) {
    switch (Reached.by(DatabasePool.driver(database.url()), database.url().address())) {
      case Reached.Yes() -> {
      }
      case Reached.Refused(var message) -> throw new ConfigurationException(
          Variables.DATABASE_URL.name(), "DATABASE_URL: " + Secrets.maskText(message));
      case Reached.NotNow(var message, var cause) ->
          throw new UnavailableException("PostgreSQL", Secrets.maskText(message), cause);
    }
  }
}
