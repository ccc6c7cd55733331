package org.translationjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakesTest {
  private final RuntimeException lost = new RedisConnectionException(
      "Unable to connect", new IllegalStateException("RedisHandshakeHandler not registered"));
  private final RuntimeException refused = new RedisConnectionException("refused");

  @Test
  void oneThatIsLostIsTriedOnceMore() {
    assertThat(connect(lost)).isEqualTo("connected");
    assertThatThrownBy(() -> connect(lost, refused)).isSameAs(refused);
    assertThatThrownBy(() -> connect(lost, lost)).isSameAs(lost);
  }

  @Test
  void anotherFailureIsTold() {
    assertThatThrownBy(() -> connect(refused)).isSameAs(refused);
  }

  @Test
  void oneThatIsLostTwiceIsSaidInWords() {
    assertThat(RedisProblems.unavailable(lost, "here:6379", "")).hasMessageContaining("here:6379")
        .hasMessageContaining("maxclients");
  }

  private static String connect(RuntimeException... failures) {
    Deque<RuntimeException> left = new ArrayDeque<>(List.of(failures));
    return Handshakes.connect(() -> {
      if (left.isEmpty()) {
        return "connected";
      }
      throw left.remove();
    });
  }
}
