package org.translationjobs.core.memory;

import java.util.List;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.LanguagePair;

/**
 * An accepted segment.
 *
 * @param entity
 *          in whose text it was accepted first
 * @param source
 *          with markers
 * @param target
 *          with markers
 * @param warnings
 *          of the checks, which accepted it nevertheless
 */
public record MemoryEntry(
    MemoryKey key,
    LanguagePair languages,
    EntityRef entity,
    String source,
    String target,
    String engine,
    List<String> warnings) {
  /** As engine of a translation that a person imported. */
  public static final String IMPORTED = "memory";

  public MemoryEntry {
    warnings = List.copyOf(warnings);
  }
}
