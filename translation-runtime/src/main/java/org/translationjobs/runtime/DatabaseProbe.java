package org.translationjobs.runtime;

import java.sql.SQLException;
import java.util.Set;
import org.translationjobs.runtime.configuration.ConfigurationException;
import org.translationjobs.runtime.configuration.DatabaseConfiguration;
import org.translationjobs.runtime.configuration.Variables;
import org.translationjobs.runtime.events.Wording;

/** One connection beside the pool, to tell at a start what no waiting will cure. */
public final class DatabaseProbe {
  /** Wrong password or user, no such database, no right to connect. */
  private static final Set<String> REFUSALS = Set.of("28P01", "28000", "3D000", "42501");

  private DatabaseProbe() {}

  /**
   * Connects once.
   *
   * @throws ConfigurationException
   *           when the server refuses for a reason that only a person can cure
   * @throws org.translationjobs.core.UnavailableException
   *           when it cannot be reached now
   */
  public static void connect(DatabaseConfiguration database) {
    try (var connection = DatabasePool.driver(database.url()).getConnection()) {
      connection.isValid(5);
    } catch (SQLException e) {
      var words = Wording.cause(e).replaceFirst("^\\w+: ", "");
      if (REFUSALS.contains(String.valueOf(e.getSQLState()))) {
        throw new ConfigurationException(
            Variables.DATABASE_URL.name(),
            "DATABASE_URL: PostgreSQL at " + database.url().address() + " refuses it: " + words);
      }
      throw new org.translationjobs.core.UnavailableException(
          "PostgreSQL",
          "PostgreSQL at " + database.url().address() + " cannot be reached: " + words, e);
    }
  }
}
