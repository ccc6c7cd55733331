package org.translationjobs.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code DATABASE_URL} as pgjdbc wants it. Neither the user nor the password is in the JDBC URL, and
 * no message shows the password.
 */
public final class ConnectionUrl {
  private static final String JDBC = "jdbc:postgresql:";
  private static final Pattern SCHEME =
      Pattern.compile("(?:jdbc:)?postgres(?:ql)?(?:\\+\\w+)?://(.*)", Pattern.DOTALL);
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+\\]|[^:\\[\\]\\s]+)(?::(\\d{1,5}))?");
  /** For each host. */
  private static final int CONNECT_SECONDS = 5;
  /** For a server that is there, but busy. */
  private static final int LOGIN_SECONDS = 5;
  /** What libpq knows and pgjdbc calls otherwise, or does without. */
  private static final Set<String> LEFT_OUT =
      Set.of("channel_binding", "gssencmode", "target_session_attrs", "options", "connect_timeout",
          "application_name", "sslcompression", "client_encoding");

  private final List<String> hosts;
  private final String database;
  private final Properties properties = new Properties();
  private boolean decidesOnKeptStatements;

  private ConnectionUrl(List<String> hosts, String database) {
    this.hosts = List.copyOf(hosts);
    this.database = database;
  }

  /**
   * Reads {@code postgresql://user:password@host:port/database?parameters}, {@code postgres://} or
   * {@code jdbc:postgresql:}; several hosts are separated by commas, parts may be percent-encoded.
   *
   * @throws IllegalArgumentException
   *           saying what is wrong, with the password masked
   */
  public static ConnectionUrl parse(String url) {
    var text = url.strip();
    if (text.startsWith(JDBC) && !text.startsWith(JDBC + "//")) {
      text = JDBC + "//localhost/" + text.substring(JDBC.length()).replaceFirst("^/", "");
    }
    var scheme = SCHEME.matcher(text);
    if (!scheme.matches()) {
      throw refused(text, "it must begin with postgresql://, postgres:// or jdbc:postgresql:");
    }
    return parts(text, scheme.group(1));
  }

  private static ConnectionUrl parts(String url, String rest) {
    var query = rest.indexOf('?');
    var path = query < 0 ? rest : rest.substring(0, query);
    var slash = path.lastIndexOf('/');
    var authority = slash < 0 ? path : path.substring(0, slash);
    var at = authority.lastIndexOf('@');
    var database = slash < 0 ? "" : decoded(url, path.substring(slash + 1));
    var parsed = new ConnectionUrl(
        hosts(url, authority.substring(at + 1)), database);
    parsed.defaults();
    if (at >= 0) {
      parsed.credentials(url, authority.substring(0, at));
    }
    if (query >= 0) {
      parsed.parameters(url, rest.substring(query + 1));
    }
    if (parsed.database.isEmpty() && parsed.properties.getProperty("user") == null) {
      throw refused(url, "it names no database");
    }
    return parsed;
  }

  private static List<String> hosts(String url, String list) {
    var hosts = new ArrayList<String>();
    for (var host : (list.isEmpty() ? "localhost" : list).split(",", -1)) {
      var parts = HOST.matcher(host.strip());
      if (!parts.matches()) {
        throw refused(url, "the host '" + host + "' is not host or host:port");
      }
      var port = parts.group(2) == null ? 5432 : Integer.parseInt(parts.group(2));
      if (port < 1 || port > 65535) {
        throw refused(url, "the port " + port + " is not between 1 and 65535");
      }
      hosts.add(decoded(url, parts.group(1)) + ":" + port);
    }
    return hosts;
  }

  private void defaults() {
    properties.setProperty("ApplicationName", "translation-jobs");
    // Behind PgBouncer in transaction mode a named statement may meet another server connection.
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("connectTimeout", "" + CONNECT_SECONDS);
    properties.setProperty("loginTimeout", "" + (CONNECT_SECONDS * hosts.size() + LOGIN_SECONDS));
    // Longer than any statement may take: it ends only connections whose other side is gone.
    properties.setProperty("socketTimeout", "90");
    properties.setProperty("cancelSignalTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    if (hosts.size() > 1) {
      properties.setProperty("targetServerType", "primary");
    }
  }

  private void credentials(String url, String text) {
    var colon = text.indexOf(':');
    properties.setProperty("user", decoded(url, colon < 0 ? text : text.substring(0, colon)));
    if (colon >= 0) {
      properties.setProperty("password", decoded(url, text.substring(colon + 1)));
    }
  }

  private void parameters(String url, String text) {
    for (var parameter : text.split("&", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      var equals = parameter.indexOf('=');
      if (equals < 1) {
        throw refused(url, "the parameter '" + parameter + "' is not name=value");
      }
      set(parameter.substring(0, equals), decoded(url, parameter.substring(equals + 1)));
    }
  }

  private void set(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "connect_timeout", "connecttimeout" -> {
        properties.setProperty("connectTimeout", value);
        properties.remove("loginTimeout");
      }
      case "application_name" -> properties.setProperty("ApplicationName", value);
      case "preparethreshold" -> {
        decidesOnKeptStatements = true;
        properties.setProperty("prepareThreshold", value);
      }
      case "options" -> properties.setProperty("options", value);
      case "target_session_attrs" -> properties.setProperty(
          "targetServerType", switch (value) {
            case "read-write", "primary" -> "primary";
            case "read-only", "standby" -> "secondary";
            case "prefer-standby" -> "preferSecondary";
            default -> "any";
          });
      default -> {
        if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
          properties.setProperty(name, value);
        }
      }
    }
  }

  private static String decoded(String url, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused(url, "it contains a broken percent-encoding");
    }
  }

  /** Everything up to the last at sign before the path may be a password. */
  private static IllegalArgumentException refused(String url, String why) {
    var masked = url.replaceAll("(?s)//.*@", "//***@")
        .replaceAll("(?i)(password|sslpassword)=[^&]*", "$1=***");
    return new IllegalArgumentException("'" + masked + "' is no address of a database: " + why);
  }

  /** Without user, password and parameters. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + String.join(",", hosts) + "/" + encodedDatabase();
  }

  private String encodedDatabase() {
    return URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** User, password and all settings of the driver; a copy. */
  public Properties properties() {
    var copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  /** Whether it has a {@code prepareThreshold}; otherwise it is 0 in {@link #properties}. */
  public boolean decidesOnKeptStatements() {
    return decidesOnKeptStatements;
  }

  /** Hosts and database, for messages. */
  public String address() {
    return String.join(",", hosts) + "/" + database;
  }

  @Override
  public String toString() {
    return address();
  }
}
