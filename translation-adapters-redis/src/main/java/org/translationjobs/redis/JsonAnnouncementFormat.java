package org.translationjobs.redis;

import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.job.JobId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The announcement as the integration guide pushes it: a JSON object with {@code job_id}. Thread-safe. */
public final class JsonAnnouncementFormat implements AnnouncementFormat {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FORM = "expected {\"job_id\":\"<uuid>\"}";

  @Override
  public Parsed parse(String payload) {
    if (payload.isBlank()) {
      return new Parsed.Malformed("empty; " + FORM);
    }
    if (payload.length() > MAX_PAYLOAD) {
      return tooLong();
    }
    try {
      return jobOf(JSON.readTree(payload));
    } catch (JacksonException e) {
      // the queue cuts what is longer
      return payload.length() == MAX_PAYLOAD ? tooLong()
          : new Parsed.Malformed("not JSON; " + FORM);
    }
  }

  private static Parsed jobOf(JsonNode message) {
    if (!message.isObject()) {
      return new Parsed.Malformed("JSON, but not an object; " + FORM);
    }
    var job = message.get("job_id");
    if (job == null) {
      return new Parsed.Malformed("no field job_id; " + FORM);
    }
    if (!job.isString()) {
      return new Parsed.Malformed("job_id is not text; " + FORM);
    }
    try {
      return new Parsed.Names(JobId.parse(job.stringValue()));
    } catch (IllegalArgumentException e) {
      return new Parsed.Malformed("job_id is not a UUID; " + FORM);
    }
  }

  private static Parsed tooLong() {
    return new Parsed.Malformed("longer than " + MAX_PAYLOAD + " characters; " + FORM);
  }
}
