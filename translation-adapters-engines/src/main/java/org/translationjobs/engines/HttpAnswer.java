package org.translationjobs.engines;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.translationjobs.core.text.OneLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered. */
record HttpAnswer(int status, HttpHeaders headers, String body) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<(script|style)\\b.*?</\\1>|<[^<>]{0,500}>");
  private static final int LONGEST_TOLD = 200;

  boolean isOk() {
    return status == 200;
  }

  /** The body; an empty object when it is no JSON. */
  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  Optional<Duration> retryAfter() {
    return RetryAfter.of(headers, Instant.now());
  }

  /**
   * What an error's body tells, in whatever form: one short line, empty when there is nothing.
   *
   * @param secret
   *          that is masked where the server repeats it; empty for none
   */
  String told(String secret) {
    var json = json();
    var told =
        Stream.of(
            json.path("error").path("message"), json.path("error"), json.path("explanation"),
            json.path("detail"), json.path("message"), json)
            .map(node -> node.asString(""))
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElseGet(() -> json.isEmpty() ? UNSEEN.matcher(body).replaceAll(" ") : "");
    var masked = secret.isEmpty() ? told : told.replace(secret, "***");
    return OneLine.of(masked, LONGEST_TOLD);
  }
}
