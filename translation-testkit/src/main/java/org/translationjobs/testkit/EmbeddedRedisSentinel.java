package org.translationjobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real master with one replica, watched by three sentinels, on 127.0.0.1. Stopped with the JVM.
 * Thread-safe.
 */
public final class EmbeddedRedisSentinel implements AutoCloseable {
  private static final String NAME = "translations";

  private final EmbeddedRedis first;
  private final EmbeddedRedis second;
  private final List<RedisProcess> sentinels;

  private EmbeddedRedisSentinel(EmbeddedRedis first, EmbeddedRedis second, List<
      RedisProcess> sentinels) {
    this.first = first;
    this.second = second;
    this.sentinels = sentinels;
  }

  public static EmbeddedRedisSentinel start() {
    var master = EmbeddedRedis.start();
    var replica = EmbeddedRedis.start(List.of("--replicaof", "127.0.0.1", "" + master.port(),
        "--repl-diskless-sync", "yes", "--repl-diskless-sync-delay", "0"), null);
    Eventually.until("the replica follows", () -> info(replica).contains("master_link_status:up"));
    var sentinels = new ArrayList<RedisProcess>();
    for (var i = 0; i < 3; i++) {
      sentinels.add(RedisProcess.start("sentinel",
          (folder, port) -> configuration(folder, port, master.port())));
    }
    sentinels.forEach(EmbeddedRedisSentinel::awaitReady);
    return new EmbeddedRedisSentinel(master, replica, List.copyOf(sentinels));
  }

  /** In the form of {@code REDIS_URL}. */
  public String url() {
    return "redis-sentinel://" + sentinels.stream()
        .map(s -> "127.0.0.1:" + s.port())
        .collect(Collectors.joining(",")) + "#" + NAME;
  }

  /** The master at the start. */
  public EmbeddedRedis first() {
    return first;
  }

  /** The replica at the start. */
  public EmbeddedRedis second() {
    return second;
  }

  /** Kills the first master and waits until the sentinels made the replica the master. */
  public void failOver() {
    first.kill();
    Eventually.until("the replica is the master", () -> info(second).contains("role:master")
        && sentinels.stream().allMatch(s -> masterPort(s) == second.port()));
  }

  /** Stops all servers. Idempotent. */
  @Override
  public void close() {
    sentinels.forEach(RedisProcess::close);
    second.close();
    first.close();
  }

  private static List<String> configuration(Path folder, int port, int masterPort)
      throws IOException {
    var file = Files.writeString(folder.resolve("sentinel.conf"), """
        port %d
        bind 127.0.0.1
        dir %s
        sentinel monitor %s 127.0.0.1 %d 2
        sentinel down-after-milliseconds %s 500
        sentinel failover-timeout %s 3000
        """.formatted(port, folder, NAME, masterPort, NAME, NAME));
    return List.of(file.toString(), "--sentinel");
  }

  private static void awaitReady(RedisProcess sentinel) {
    Eventually.until("the sentinel knows the others", () -> call(sentinel, "SENTINEL", "CKQUORUM",
        NAME) instanceof String answer && answer.startsWith("OK 3"));
    Eventually.until("the sentinel knows the replica",
        () -> call(sentinel, "SENTINEL", "REPLICAS", NAME) instanceof List<?> replicas && replicas
            .size() == 1);
  }

  private static int masterPort(RedisProcess sentinel) {
    return call(sentinel, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME) instanceof List<?> address
        && address.get(1) instanceof byte[] port ? Integer.parseInt(new String(port,
            StandardCharsets.US_ASCII)) : 0;
  }

  private static @Nullable Object call(RedisProcess sentinel, Object... command) {
    try (var wire = new RedisWire(sentinel.port())) {
      return wire.call(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String info(EmbeddedRedis server) {
    return server.call("INFO", "replication") instanceof byte[] info ? new String(info,
        StandardCharsets.US_ASCII) : "";
  }
}
