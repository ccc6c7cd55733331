package org.translationjobs.redis;

import java.util.regex.Pattern;

/**
 * What a server's INFO says.
 *
 * @param version
 *          such as 7.2.4; empty when the server does not tell
 */
record ServerFacts(String name, String version, boolean clusterEnabled) {
  private static final Pattern VALKEY = field("valkey_version");
  private static final Pattern REDIS = field("redis_version");
  private static final Pattern CLUSTER = field("cluster_enabled");
  private static final Pattern TOO_OLD = Pattern.compile("([0-5]|6\\.[01])(\\..*)?");

  static ServerFacts parse(String info) {
    var valkey = value(VALKEY, info);
    return new ServerFacts(valkey.isEmpty() ? "Redis" : "Valkey", valkey.isEmpty() ? value(REDIS,
        info) : valkey,
        value(CLUSTER, info).equals("1"));
  }

  /** Whether it has BLMOVE, LMOVE: since Redis 6.2. */
  boolean isSupported() {
    return !TOO_OLD.matcher(version).matches();
  }

  private static Pattern field(String name) {
    return Pattern.compile("(?m)^" + name + ":(.*?)\\s*$");
  }

  private static String value(Pattern field, String info) {
    var match = field.matcher(info);
    return match.find() ? match.group(1) : "";
  }
}
