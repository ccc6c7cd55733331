package org.translationjobs.redis;

import io.lettuce.core.RedisURI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a Redis URL; more than one are a Cluster, one with sentinels is found through them.
 *
 * @param where
 *          the servers as a person knows them, without password
 */
record RedisUrl(List<RedisURI> nodes, String where) {
  private static final Pattern PARTS = Pattern.compile(
      "(rediss?://)([^/?#]*@)?([^/?#@]+)([/?#].*)?");
  private static final Pattern HOST = Pattern.compile("(\\[[^]]+]|[^:\\[\\]\\s]+)(:\\d{1,5})?");
  private static final String ALLOWED =
      "allowed are redis://[:password@]host:port[/db], rediss://… for TLS,"
          + " redis-sentinel://host:port,host:port#master, and several redis:// nodes separated by commas for Cluster";

  /**
   * @throws IllegalArgumentException
   *           with the masked URL and what is allowed
   */
  static RedisUrl parse(String url) {
    try {
      if (url.startsWith("redis-sentinel://") || url.startsWith("rediss-sentinel://")) {
        return sentinel(RedisURI.create(url));
      }
      var nodes = new ArrayList<RedisURI>();
      for (var piece : url.split(",\\s*(?=rediss?://)", -1)) {
        nodes.addAll(nodes(piece.strip()));
      }
      return new RedisUrl(List.copyOf(nodes),
          nodes.stream()
              .map(node -> node.getHost() + ":" + node.getPort())
              .collect(Collectors.joining(", ")));
    } catch (RuntimeException e) { // Lettuce's message may show the password
      throw new IllegalArgumentException("not a Redis URL: '" + masked(url) + "'; " + ALLOWED);
    }
  }

  boolean isCluster() {
    return nodes.size() > 1;
  }

  /** A URL as it may be shown: whatever stands before the host is replaced. */
  static String masked(String url) {
    return url.replaceAll("(?<=://)[^/?#\\s]*@", "***@")
        .replaceAll("(?i)(?<=password=)[^&#]*", "***");
  }

  private static RedisUrl sentinel(RedisURI uri) {
    @Nullable
    String master = uri.getSentinelMasterId();
    if (master == null || master.isBlank()) {
      throw new IllegalArgumentException("no master");
    }
    var sentinels = uri.getSentinels()
        .stream()
        .map(node -> node.getHost() + ":" + node.getPort())
        .collect(Collectors.joining(", "));
    return new RedisUrl(List.of(uri), "master '" + master + "' of the sentinels " + sentinels);
  }

  private static List<RedisURI> nodes(String url) {
    var parts = PARTS.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not scheme://host");
    }
    var nodes = new ArrayList<RedisURI>();
    for (var host : parts.group(3).split(",\\s*", -1)) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException("not host:port");
      }
      nodes.add(RedisURI.create(parts.group(1) + text(parts, 2) + host + text(parts, 4)));
    }
    return nodes;
  }

  private static String text(Matcher parts, int group) {
    var text = parts.group(group);
    return text == null ? "" : text;
  }
}
