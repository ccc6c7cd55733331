package org.translationjobs.engines;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered. */
record HttpAnswer(int status, HttpHeaders headers, String body) {
  private static final JsonMapper JSON = JsonMapper.shared();

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

  /** What an error's body says, in one short line without the secret; empty when there is nothing. */
  String told(String secret) {
    return ApiError.parse(body).hiding(secret).message();
  }
}
