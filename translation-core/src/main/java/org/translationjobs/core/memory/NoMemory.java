package org.translationjobs.core.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.text.TextHash;

/** Keeps nothing. */
enum NoMemory implements TranslationMemory {
  INSTANCE;

  @Override
  public Map<MemoryKey, MemoryEntry> find(NovelId novel, Collection<MemoryKey> keys) {
    return Map.of();
  }

  @Override
  public void remember(NovelId novel, Collection<MemoryEntry> entries) {
    // nothing is kept
  }

  @Override
  public List<MemoryEntry> containing(
      NovelId novel, LanguagePair languages, List<String> words) {
    return List.of();
  }

  @Override
  public List<Remembered> page(
      NovelId novel, LanguagePair languages, Optional<MemoryKey> after, int atMost) {
    return List.of();
  }

  @Override
  public boolean note(NovelId novel, LanguagePair languages, RememberedText text) {
    return false;
  }

  @Override
  public Map<MemoryKey, Set<EntityRef>> places(NovelId novel, Collection<MemoryKey> keys) {
    return Map.of();
  }

  @Override
  public Map<EntityRef, TextHash> whole(NovelId novel, LanguagePair languages) {
    return Map.of();
  }

  @Override
  public int purge(NovelId novel) {
    return 0;
  }

  @Override
  public int purge(NovelId novel, LanguagePair languages) {
    return 0;
  }

  @Override
  public List<MemoryCount> counts(NovelId novel) {
    return List.of();
  }
}
