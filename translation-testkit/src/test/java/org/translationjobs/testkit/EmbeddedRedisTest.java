package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class EmbeddedRedisTest {
  @Test
  void aDurableServerKeepsWhatItAcknowledgedOverAKill() {
    try (var redis = EmbeddedRedis.startDurable()) {
      redis.call("RPUSH", "list", "a", "b");
      redis.kill();
      redis.restart();
      assertThat(redis.list("list")).containsExactly("a", "b");
    }
  }

  @Test
  void aServerWithPasswordRefusesOthers() throws IOException {
    try (var redis = EmbeddedRedis.startWithPassword("secret");
        var wire = new RedisWire(redis.port())) {
      assertThat(redis.call("PING")).isEqualTo("PONG");
      assertThatThrownBy(() -> wire.call("PING")).hasMessageContaining("NOAUTH");
    }
  }

  @Test
  void aClusterServesEverySlotFromItsNode() {
    try (var cluster = EmbeddedRedisCluster.start()) {
      for (var key : new String[] {"a", "b", "c", "translation_queue"}) {
        assertThat(cluster.nodeOf(key).call("RPUSH", key, "x")).isEqualTo(1L);
      }
    }
  }

  @Test
  void sentinelsMakeTheReplicaTheMaster() {
    try (var servers = EmbeddedRedisSentinel.start()) {
      servers.failOver();
      assertThat(servers.second().call("RPUSH", "list", "x")).isEqualTo(1L);
    }
  }

  @Test
  void whatAKilledJvmLeftIsStoppedAndDeletedByTheNext() throws Exception {
    var process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
        System.getProperty("java.class.path"), Left.class.getName()).redirectErrorStream(true)
        .start();
    var folder = new String(process.getInputStream().readAllBytes(),
        java.nio.charset.StandardCharsets.UTF_8).strip();
    process.waitFor();
    var left = java.nio.file.Path.of(folder.lines().reduce((a, b) -> b).orElseThrow());
    var server = ProcessHandle.of(Long.parseLong(Files.readString(left.resolve("server.pid"))
        .strip())).orElseThrow();
    assertThat(server.isAlive()).isTrue();

    ServerFolders.clearLeftOvers();

    Eventually.until("the left server is gone", () -> !server.isAlive());
    assertThat(left).doesNotExist();
  }

  static final class Left {
    private Left() {}

    /** Ends as if killed: no shutdown hook runs. */
    public static void main(String[] args) {
      System.out.println(RedisProcess.start("redis", java.util.List.of()).folder());
      System.out.flush();
      Runtime.getRuntime().halt(137);
    }
  }
}
