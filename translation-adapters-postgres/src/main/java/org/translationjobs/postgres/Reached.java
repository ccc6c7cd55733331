package org.translationjobs.postgres;

import java.sql.SQLException;
import javax.sql.DataSource;

/** What came of connecting once, beside any pool: a pool tries for its whole waiting time first. */
public sealed interface Reached {
  /** The server lets us in. */
  record Yes() implements Reached {}

  /**
   * It cannot be reached now; later it may.
   *
   * @param message
   *          one line that names the server, says why and what to check
   */
  record NotNow(String message, SQLException cause) implements Reached {}

  /**
   * It refuses for a reason that only a person can cure: user, password, database, encryption.
   *
   * @param message
   *          one line that names the server, says why and what to check
   */
  record Refused(String message) implements Reached {}

  /**
   * Connects once; how long that may take is the driver's setting.
   *
   * @param driver
   *          opens a new connection each time
   * @param address
   *          host and database for messages, without user and password
   */
  static Reached by(DataSource driver, String address) {
    try (var connection = driver.getConnection()) {
      connection.isValid(5);
      return new Yes();
    } catch (SQLException e) {
      var message = "PostgreSQL at " + address + " " + ConnectionFailure.message(e);
      return ConnectionFailure.isRefusal(e) ? new Refused(message) : new NotNow(message, e);
    }
  }
}
