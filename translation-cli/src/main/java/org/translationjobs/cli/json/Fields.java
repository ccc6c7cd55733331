package org.translationjobs.cli.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, in the order in which they are put. */
public final class Fields {
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  public Fields put(String name, @Nullable Object value) {
    fields.put(name, value);
    return this;
  }

  public Map<String, @Nullable Object> map() {
    return fields;
  }
}
