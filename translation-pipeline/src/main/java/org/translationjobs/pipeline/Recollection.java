package org.translationjobs.pipeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.TranslationMemory;

/**
 * What the memory has for one text. For no key it is asked twice, so that who knows what others will ask
 * asks for all of it at once. One use, one thread.
 */
final class Recollection {
  private final TranslationMemory memory;
  private final NovelId novel;
  private final Set<MemoryKey> asked = new HashSet<>();
  private final Map<MemoryKey, MemoryEntry> found = new HashMap<>();

  Recollection(TranslationMemory memory, NovelId novel) {
    this.memory = memory;
    this.novel = novel;
  }

  /**
   * The entries under these keys, and maybe others.
   *
   * @throws org.translationjobs.core.UnavailableException
   *           when the memory cannot be asked; asking the engine instead could be paying twice
   */
  Map<MemoryKey, MemoryEntry> find(Collection<MemoryKey> keys) {
    var unasked = keys.stream().filter(key -> !asked.contains(key)).distinct().toList();
    if (!unasked.isEmpty()) {
      found.putAll(memory.find(novel, unasked));
      asked.addAll(unasked);
    }
    return found;
  }
}
