package org.translationjobs.testkit.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.translationjobs.core.engine.Usage;

/**
 * A request that a {@link FakeEngineServer} got.
 *
 * @param path
 *          with the query
 * @param headers
 *          by their names in lower case, the last value of each
 * @param key
 *          as the protocol transports it; empty without
 * @param misbehaviour
 *          that it was given in answer, as far as that applied
 * @param early
 *          set when the key had been told to wait longer
 * @param isTranslation
 *          whether it asked for one; otherwise for models, languages or usage
 * @param texts
 *          that it wants translated, as they were sent; none where the request cannot be read
 * @param reported
 *          what its answer says was used
 * @param answered
 *          when a good answer had been handed over to the connection, whoever may have read it; empty
 *          while it is under way, and for a refusal or a broken connection
 */
public record ReceivedRequest(
    String method, String path, Map<String, String> headers, String body, Instant arrival,
    String key, Optional<Misbehaviour> misbehaviour, Optional<Early> early, boolean isTranslation,
    List<String> texts, Usage reported, Optional<Instant> answered) {
  public ReceivedRequest {
    headers = Map.copyOf(headers);
    texts = List.copyOf(texts);
  }

  ReceivedRequest getting(Optional<Misbehaviour> wrong) {
    return new ReceivedRequest(
        method, path, headers, body, arrival, key, wrong, early, isTranslation, texts, reported,
        answered);
  }

  ReceivedRequest reporting(Usage usage) {
    return new ReceivedRequest(
        method, path, headers, body, arrival, key, misbehaviour, early, isTranslation, texts, usage,
        answered);
  }

  ReceivedRequest answeredAt(Instant time) {
    return new ReceivedRequest(
        method, path, headers, body, arrival, key, misbehaviour, early, isTranslation, texts,
        reported, Optional.of(time));
  }

  /** @return its value; empty without */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /**
   * A request that came before its time. One that was on its way while another was told to wait comes
   * a moment after that.
   *
   * @param afterRefusal
   *          since the first answer that said so
   * @param tooSoon
   *          how much was left of the wait
   */
  public record Early(Duration afterRefusal, Duration tooSoon) {}
}
