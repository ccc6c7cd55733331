package org.translationjobs.postgres;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why there is no connection, in words that say what to check. */
final class ConnectionFailure {
  /** Wrong user or password, no such database, no right to connect; what the driver refuses itself. */
  private static final Set<String> REFUSALS = Set.of("28P01", "28000", "3D000", "42501", "08004");
  private static final Set<String> NOT_CONNECTED =
      Set.of("08001", "08004", "28P01", "28000", "3D000");

  private static final String SILENT =
      "no answer in time; check host and port in DATABASE_URL, and the firewall";

  private ConnectionFailure() {}

  /** Whether no waiting will cure it. */
  static boolean isRefusal(SQLException e) {
    return REFUSALS.contains(String.valueOf(e.getSQLState()));
  }

  /** Whether the connection could not be made at all; an ordinary statement never ends so. */
  static boolean isOne(SQLException e) {
    return NOT_CONNECTED.contains(String.valueOf(e.getSQLState()));
  }

  /** What happened and what to do, to be read after the server's name. */
  static String message(SQLException e) {
    var said = SqlErrors.message(e);
    return switch (String.valueOf(e.getSQLState())) {
      case "28P01", "28000" -> "refuses the login: " + said
          + "; check user and password in DATABASE_URL, and pg_hba.conf";
      case "3D000" -> "refuses the login: " + said + "; check the database name in DATABASE_URL";
      case "42501" -> "refuses the login: " + said
          + "; grant this user CONNECT on the database, or set another one in DATABASE_URL";
      case "08004" -> driversRefusal(said);
      default -> "cannot be reached: " + unreachable(e, said);
    };
  }

  private static String driversRefusal(String said) {
    return said.contains("no password was provided") || said.contains("password is an empty string")
        ? "wants a password and none is set; put it into DATABASE_URL (or the file of"
            + " DATABASE_URL_FILE): postgresql://<user>:<password>@<host>:5432/<database>"
        : "cannot be used: " + said + "; check DATABASE_URL and its parameters";
  }

  private static String unreachable(SQLException e, String said) {
    return switch (network(e)) {
      case UnknownHostException unknown -> "the host '" + unknown.getMessage()
          + "' is not known here; check the host in DATABASE_URL, and the name service";
      case SocketTimeoutException silent -> SILENT;
      case NoRouteToHostException unroutable ->
          "there is no way to that host; check the host in DATABASE_URL, and the network";
      case ConnectException refused -> "the connection was refused; check that it is running, and"
          + " host and port in DATABASE_URL";
      case null, default -> said.contains("timed out")
          ? SILENT
          : said + "; check DATABASE_URL and the server";
    };
  }

  /** The network's own complaint, where there is one. */
  private static @Nullable Throwable network(SQLException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof java.io.IOException) {
        return t;
      }
    }
    return null;
  }
}
