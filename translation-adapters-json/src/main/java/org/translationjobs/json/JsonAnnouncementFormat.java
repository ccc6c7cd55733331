package org.translationjobs.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.job.JobId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** {@code {"job_id":"<uuid>"}}, as Go's {@code json.Marshal} writes it. Thread-safe. */
public final class JsonAnnouncementFormat implements AnnouncementFormat {
  private static final String FIELD = "job_id";

  @Override
  public Parsed parse(String payload) {
    if (payload.length() > MAX_PAYLOAD) {
      return tooLong();
    }
    try (var parser = Json.FACTORY.createParser(ObjectReadContext.empty(), payload)) {
      return parse(parser);
    } catch (JacksonException e) {
      // the queue's adapter cuts what is longer, which leaves a payload of exactly this length
      return payload.length() == MAX_PAYLOAD ? tooLong() : malformed(Json.notJson(e));
    }
  }

  private static Parsed parse(JsonParser parser) {
    var first = parser.nextToken();
    if (first == null) {
      return malformed("not JSON (empty)");
    }
    if (first != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return parser.nextToken() == null
          ? malformed("not a JSON object")
          : malformed("more than one JSON value");
    }
    Parsed found = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var isJobId = parser.currentName().equals(FIELD);
      var value = parser.nextToken();
      if (isJobId) {
        found = found == null ? read(parser, value) : malformed("job_id stands in it twice");
      }
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      return malformed("more than one JSON value");
    }
    return Optional.ofNullable(found).orElseGet(() -> malformed("it has no job_id"));
  }

  private static Parsed read(JsonParser parser, @Nullable JsonToken value) {
    if (value != JsonToken.VALUE_STRING) {
      return malformed("its job_id is not text");
    }
    var text = parser.getString();
    try {
      return new Parsed.Names(JobId.parse(text));
    } catch (IllegalArgumentException e) {
      return malformed("its job_id is not a UUID: '" + shown(text) + "'");
    }
  }

  /** Fit for one line of a log. */
  private static String shown(String text) {
    var printable = text.replaceAll("\\p{Cntrl}", "�");
    return printable.length() > 60 ? printable.substring(0, 60) + "…" : printable;
  }

  private static Parsed tooLong() {
    return malformed("longer than " + MAX_PAYLOAD + " characters");
  }

  private static Parsed malformed(String reason) {
    return new Parsed.Malformed(reason);
  }
}
