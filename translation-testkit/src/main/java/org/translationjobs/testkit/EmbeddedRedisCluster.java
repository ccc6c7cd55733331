package org.translationjobs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A real Redis Cluster on 127.0.0.1: three masters, no replicas. Stopped with the JVM. Thread-safe. */
public final class EmbeddedRedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;

  private final List<EmbeddedRedis> nodes;

  private EmbeddedRedisCluster(List<EmbeddedRedis> nodes) {
    this.nodes = nodes;
  }

  public static EmbeddedRedisCluster start() {
    var nodes = new ArrayList<EmbeddedRedis>();
    for (var i = 0; i < MASTERS; i++) {
      nodes.add(EmbeddedRedis.start(List.of("--cluster-enabled", "yes", "--cluster-node-timeout",
          "2000"), null));
      serve(nodes.get(i), SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS);
      nodes.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", i + 1);
      nodes.get(0).call("CLUSTER", "MEET", "127.0.0.1", nodes.get(i).port());
    }
    var cluster = new EmbeddedRedisCluster(List.copyOf(nodes));
    nodes.forEach(EmbeddedRedisCluster::awaitReady);
    return cluster;
  }

  /** All nodes in the form of {@code REDIS_URL}. */
  public String url() {
    return nodes.stream().map(EmbeddedRedis::url).collect(Collectors.joining(","));
  }

  public List<EmbeddedRedis> nodes() {
    return nodes;
  }

  /** The node that serves a key. */
  public EmbeddedRedis nodeOf(String key) {
    var slot = nodes.get(0).call("CLUSTER", "KEYSLOT", key) instanceof Long number ? number : 0;
    return nodes.get((int) ((slot * MASTERS + MASTERS - 1) / SLOTS));
  }

  /** Stops all nodes. Idempotent. */
  @Override
  public void close() {
    nodes.forEach(EmbeddedRedis::close);
  }

  static void serveAllSlots(EmbeddedRedis node) {
    serve(node, 0, SLOTS);
    awaitState(node, "cluster_state:ok");
  }

  private static void serve(EmbeddedRedis node, int from, int before) {
    var command = new ArrayList<Object>(List.of("CLUSTER", "ADDSLOTS"));
    for (var slot = from; slot < before; slot++) {
      command.add(slot);
    }
    node.call(command.toArray());
  }

  private static void awaitReady(EmbeddedRedis node) {
    awaitState(node, "cluster_known_nodes:" + MASTERS);
    awaitState(node, "cluster_state:ok");
  }

  private static void awaitState(EmbeddedRedis node, String line) {
    Eventually.until("Redis Cluster has " + line, () -> node.call("CLUSTER",
        "INFO") instanceof byte[] info
        && new String(info, java.nio.charset.StandardCharsets.US_ASCII).contains(line));
  }
}
