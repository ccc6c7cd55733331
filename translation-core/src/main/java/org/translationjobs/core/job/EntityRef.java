package org.translationjobs.core.job;

import java.util.UUID;

/** One entity of a novel: a chapter, a volume or the novel itself. */
public record EntityRef(EntityType type, UUID id) {
  @Override
  public String toString() {
    return type.columnValue() + " " + id;
  }
}
