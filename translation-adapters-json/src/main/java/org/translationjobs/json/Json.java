package org.translationjobs.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** What both forms share. */
final class Json {
  /** Depth is bounded, so that hostile input cannot exhaust the stack; length by whoever reads it. */
  static final JsonFactory FACTORY = JsonFactory.builder()
      .streamReadConstraints(
          StreamReadConstraints.builder()
              .maxStringLength(Integer.MAX_VALUE)
              .maxNestingDepth(200)
              .build())
      .build();

  private Json() {}

  /** One line without the text itself. */
  static String notJson(JacksonException e) {
    var place = e.getLocation();
    if (place == null) {
      return "not JSON, or nested too deeply";
    }
    return "not JSON (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
  }
}
