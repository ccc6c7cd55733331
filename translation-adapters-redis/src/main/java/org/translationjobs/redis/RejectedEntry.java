package org.translationjobs.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.translationjobs.core.announcement.Announcements.Rejected;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The rejected list's entries: JSON with id, payload, reason, rejected_at. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record RejectedEntry(byte[] raw, Rejected rejected) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_REASON = 1_000;

  static byte[] json(String payload, String reason, Instant now) {
    var entry = JSON.createObjectNode()
        .put("id", UUID.randomUUID().toString())
        .put("payload", payload)
        .put("reason", reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason)
        .put("rejected_at", now.truncatedTo(ChronoUnit.MILLIS).toString());
    return JSON.writeValueAsBytes(entry);
  }

  /** What somebody else put into the list is shown too, so that it can be purged. */
  static RejectedEntry read(byte[] raw) {
    try {
      var entry = JSON.readTree(raw);
      return new RejectedEntry(raw, new Rejected(entry.required("id").asString(), entry.required(
          "payload").asString(),
          entry.path("reason").asString(""), entry.path("rejected_at").asString("")));
    } catch (JacksonException | IllegalArgumentException e) {
      return new RejectedEntry(raw, new Rejected(Entry.sha1(raw), Entry.text(raw),
          "not written by this product", ""));
    }
  }

  byte[] payload() {
    return rejected.payload().getBytes(StandardCharsets.UTF_8);
  }
}
