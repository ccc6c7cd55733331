package org.translationjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisFormsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "http://host", "redis://", "redis://host:port",
      "redis-sentinel://:hunter2@host:1",
      "redis://:hunter2@host:99999", "redis://user:hunter2@", "localhost:6379", "redis://a,,b"})
  void anInvalidUrlIsRefusedWithWhatIsAllowedAndWithoutThePassword(String url) {
    assertThatThrownBy(() -> RedisSettings.of(url)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed are")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void severalNodesAreAClusterWithTheSameUserAndPassword() {
    for (var url : new String[] {"rediss://u:p@a:1,b:2,c:3?verifyPeer=NONE",
        "rediss://u:p@a:1?verifyPeer=NONE,rediss://u:p@b:2?verifyPeer=NONE,rediss://u:p@c:3?verifyPeer=NONE"}) {
      var parsed = RedisUrl.parse(url);
      assertThat(parsed.isCluster()).isTrue();
      assertThat(parsed.where()).isEqualTo("a:1, b:2, c:3");
      assertThat(parsed.nodes()).hasSize(3).allMatch(node -> node.isSsl() && !node.isVerifyPeer());
    }
  }

  @Test
  void settingsNeverShowThePassword() {
    assertThat(RedisSettings.of("redis://user:hunter2@host:1/3")).asString()
        .contains("host:1")
        .doesNotContain("hunter2");
    assertThat(RedisUrl.parse("redis-sentinel://:hunter2@a:1,b:2/0#main").where())
        .isEqualTo("master 'main' of the sentinels a:1, b:2");
  }

  @ParameterizedTest
  @CsvSource({"translation_queue, {translation_queue}:rejected",
      "{tenant}:queue, {tenant}:queue:rejected",
      "a:{b}:c, a:{b}:c:rejected"})
  void allKeysOfAQueueShareItsSlot(String queue, String rejected) {
    assertThat(new String(QueueKeys.of(queue).rejected(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(rejected);
    assertThat(io.lettuce.core.cluster.SlotHash.getSlot(rejected))
        .isEqualTo(io.lettuce.core.cluster.SlotHash.getSlot(queue));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{}queue", "a}b", "a{b"})
  void aQueueNameThatCannotShareItsSlotIsRefused(String queue) {
    assertThatThrownBy(() -> QueueKeys.of(queue)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"5.0.14, false", "6.0.16, false", "6.1.240, false", "6.2.0, true", "6.2.11, true",
      "7.0.15, true",
      "10.0.0, true", "'', true"})
  void serversWithoutBlmoveAreTooOld(String version, boolean supported) {
    assertThat(ServerFacts.parse("# Server\r\nredis_version:" + version + "\r\n").isSupported())
        .isEqualTo(supported);
  }

  @Test
  void valkeyIsKnownByItsOwnVersion() {
    assertThat(ServerFacts.parse(
        "redis_version:7.2.4\r\nvalkey_version:8.1.0\r\ncluster_enabled:1\r\n"))
        .isEqualTo(new ServerFacts("Valkey", "8.1.0", true));
  }
}
