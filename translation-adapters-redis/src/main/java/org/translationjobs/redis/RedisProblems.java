package org.translationjobs.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.text.OneLine;

/** Says in one line what happened at a Redis and what to do. */
final class RedisProblems {
  private RedisProblems() {}

  /**
   * @param key
   *          the key a command was about
   */
  static UnavailableException unavailable(Throwable failure, String where, String key) {
    if (failure instanceof UnavailableException known) {
      return known;
    }
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      var words = words(cause, where, key);
      if (words != null) {
        return new UnavailableException("Redis", words, failure);
      }
    }
    return new UnavailableException("Redis", "Redis at " + where + " cannot be used: " + oneLine(
        rootOf(failure)),
        failure);
  }

  /** Whether the same connection may serve the next command. */
  static boolean keepsConnection(Throwable failure) {
    return failure instanceof RedisCommandExecutionException answer
        && !oneLine(answer).matches(
            "(READONLY|LOADING|MASTERDOWN|UNBLOCKED|CLUSTERDOWN|MOVED|ASK|NOAUTH).*");
  }

  private static @Nullable String words(Throwable cause, String where, String key) {
    return switch (cause) {
      case RedisCommandExecutionException answer -> answered(oneLine(answer), where, key);
      case RedisCommandTimeoutException e -> silent(where);
      case TimeoutException e -> silent(where);
      case SocketTimeoutException e -> silent(where);
      case UnknownHostException e -> unresolved(where);
      case UnresolvedAddressException e -> unresolved(where);
      case ConnectException e when oneLine(e).contains("timed out") -> silent(where);
      case ConnectException e -> "nothing listens at " + where
          + " (connection refused); start Redis there or correct the Redis URL";
      case SSLException e -> noTls(e, where);
      case GeneralSecurityException e -> noTls(e, where);
      case IllegalStateException e when Handshakes.isLost(e) -> "Redis at " + where
          + " closes the connection before anything is asked; it may have as many clients as its"
          + " maxclients allows, or refuse other hosts (protected-mode)";
      default -> null;
    };
  }

  private static String answered(String answer, String where, String key) {
    var at = "Redis at " + where + " ";
    if (answer.contains("WRONGPASS") || answer.contains("invalid password") || answer.contains(
        "invalid username")) {
      return at + "refuses the user or password; correct them in the Redis URL";
    }
    if (answer.contains("NOAUTH")) {
      return at + "wants a password; give it in the Redis URL: redis://:<password>@<host>";
    }
    if (answer.contains("WRONGTYPE")) {
      return at + "holds something that is not a list under the key '" + key
          + "'; rename or delete that key, or configure another queue name";
    }
    if (answer.contains("DB index")) {
      return at + "has no database of the number in the Redis URL (redis://host:port/<number>);"
          + " correct it there: " + answer;
    }
    if (answer.contains("NOPERM")) {
      return at + "does not permit its user what the queue needs; give the user ~*" + key
          + "* &* +@all: " + answer;
    }
    if (answer.contains("unknown command")) {
      return at + "does not know a command; Redis 6.2 or newer, or Valkey, is needed: " + answer;
    }
    return at + "answered: " + answer;
  }

  private static String silent(String where) {
    return "Redis at " + where
        + " does not answer in time; check that it runs, that no firewall is between"
        + " and that rediss:// is used for a TLS port only";
  }

  private static String unresolved(String where) {
    return "the host name of Redis at " + where
        + " cannot be resolved; correct the Redis URL or the DNS";
  }

  private static String noTls(Throwable e, String where) {
    return "no TLS connection to Redis at " + where
        + "; check that this port speaks TLS (rediss://) and that the"
        + " certificate is trusted and made for this host name: " + oneLine(rootOf(e));
  }

  private static Throwable rootOf(Throwable failure) {
    var root = failure;
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static String oneLine(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : OneLine.of(message);
  }
}
