package org.translationjobs.core.memory;

import java.util.Set;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.text.TextHash;

/**
 * A text that was accepted whole.
 *
 * @param source
 *          of the text that was translated
 * @param keys
 *          of all its segments; empty for a text without any
 */
public record RememberedText(EntityRef entity, TextHash source, Set<MemoryKey> keys) {
  public RememberedText {
    keys = Set.copyOf(keys);
  }
}
