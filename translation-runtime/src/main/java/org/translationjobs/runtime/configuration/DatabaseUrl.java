package org.translationjobs.runtime.configuration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A database's address as libpq, SQLAlchemy or JDBC write it, taken apart for pgjdbc.
 *
 * @param jdbcUrl
 *          without user and password
 * @param properties
 *          of the driver
 */
public record DatabaseUrl(
    String jdbcUrl,
    Optional<String> user,
    Optional<String> password,
    Map<String, String> properties,
    String shown) {
  static final String ALLOWED = "postgresql://user:password@host:5432/database?sslmode=…,"
      + " with characters such as @ : / ? # % in user and password percent-encoded";

  private static final Pattern LIBPQ = Pattern.compile("postgres(?:ql)?(?:\\+\\w+)?://(.*)");
  private static final String JDBC = "jdbc:postgresql:";
  private static final Pattern HOSTS =
      Pattern.compile("(?:[\\w.%-]+|\\[[0-9a-fA-F:.%]+])(?::\\d{1,5})?"
          + "(?:,(?:[\\w.%-]+|\\[[0-9a-fA-F:.%]+])(?::\\d{1,5})?)*");

  /** libpq's names of what pgjdbc calls differently. */
  private static final Map<String, String> RENAMED = Map.of(
      "application_name", "ApplicationName",
      "connect_timeout", "connectTimeout",
      "target_session_attrs", "targetServerType",
      "channel_binding", "channelBinding",
      "gssencmode", "gssEncMode",
      "sslrootcert", "sslrootcert",
      "requiressl", "ssl");

  private static final Map<String, String> TARGETS = Map.of(
      "any", "any",
      "read-write", "primary",
      "primary", "primary",
      "read-only", "secondary",
      "standby", "secondary",
      "prefer-standby", "preferSecondary");

  public DatabaseUrl {
    properties = Map.copyOf(properties);
  }

  /**
   * @throws IllegalArgumentException
   *           saying what is allowed
   */
  public static DatabaseUrl parse(String url) {
    var libpq = LIBPQ.matcher(url);
    if (libpq.matches()) {
      return parseLibpq(url, libpq.group(1));
    }
    if (url.startsWith(JDBC)) {
      return parseJdbc(url);
    }
    throw new IllegalArgumentException(ALLOWED);
  }

  /** Hosts and database, without user and password. */
  public String address() {
    return jdbcUrl.replaceFirst("^jdbc:postgresql:(//)?", "");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return shown;
  }

  private static DatabaseUrl parseLibpq(String url, String rest) {
    var question = rest.indexOf('?');
    var head = question < 0 ? rest : rest.substring(0, question);
    var parameters = parameters(question < 0 ? "" : rest.substring(question + 1));
    var at = head.lastIndexOf('@');
    var userInfo = at < 0 ? "" : head.substring(0, at);
    var colon = userInfo.indexOf(':');
    var slash = head.indexOf('/', at + 1);
    var hosts = head.substring(at + 1, slash < 0 ? head.length() : slash);
    var database = slash < 0 ? "" : head.substring(slash + 1);
    if (!HOSTS.matcher(hosts).matches() || database.isEmpty() || database.contains("/")) {
      throw new IllegalArgumentException(ALLOWED);
    }
    return of(
        "jdbc:postgresql://" + hosts + "/" + database,
        decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
        decoded(colon < 0 ? "" : userInfo.substring(colon + 1)),
        parameters,
        url);
  }

  private static DatabaseUrl parseJdbc(String url) {
    var question = url.indexOf('?');
    var head = question < 0 ? url : url.substring(0, question);
    if (head.length() == JDBC.length() || head.contains("@")) {
      throw new IllegalArgumentException(
          "jdbc:postgresql://host:5432/database?user=…&password=…, or " + ALLOWED);
    }
    return of(
        head,
        Optional.empty(),
        Optional.empty(),
        parameters(question < 0 ? "" : url.substring(question + 1)),
        url);
  }

  private static DatabaseUrl of(
      String jdbcUrl,
      Optional<String> user,
      Optional<String> password,
      Map<String, String> parameters,
      String url) {
    var properties = new LinkedHashMap<String, String>();
    parameters.forEach((name, value) -> put(properties, name, value));
    var userParameter = Optional.ofNullable(properties.remove("user"));
    var passwordParameter = Optional.ofNullable(properties.remove("password"));
    return new DatabaseUrl(
        jdbcUrl,
        userParameter.or(() -> user),
        passwordParameter.or(() -> password),
        properties,
        Secrets.maskUrl(url));
  }

  private static void put(Map<String, String> properties, String name, String value) {
    var renamed = RENAMED.getOrDefault(name, name);
    if (name.equals("target_session_attrs")) {
      properties.put(renamed, TARGETS.getOrDefault(value, value));
    } else if (name.equals("pgbouncer")) {
      properties.put("prepareThreshold", "0");
    } else {
      properties.put(renamed, value);
    }
  }

  private static Map<String, String> parameters(String query) {
    var found = new LinkedHashMap<String, String>();
    for (var pair : query.split("&")) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        found.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)).orElse(""));
      } else if (!pair.isEmpty()) {
        throw new IllegalArgumentException(
            "parameters after the ? in the form name=value, separated by &");
      }
    }
    return found;
  }

  /** Percent-encoding only: a plus is a plus. */
  private static Optional<String> decoded(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(ALLOWED, e);
    }
  }
}
