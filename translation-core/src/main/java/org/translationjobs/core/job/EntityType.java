package org.translationjobs.core.job;

import java.util.Arrays;
import java.util.Optional;

/** What a subtask translates. */
public enum EntityType {
  CHAPTER("chapter"), VOLUME("volume"), NOVEL("novel");

  private final String columnValue;

  EntityType(String columnValue) {
    this.columnValue = columnValue;
  }

  /** How {@code translation_subtasks.entity_type} spells it. */
  public String columnValue() {
    return columnValue;
  }

  /** Empty for a value that this version does not know. */
  public static Optional<EntityType> fromColumn(String value) {
    return Arrays.stream(values()).filter(t -> t.columnValue.equals(value)).findFirst();
  }
}
