package org.translationjobs.testkit.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.MemoryWords;
import org.translationjobs.core.memory.TranslationMemory;

/** A memory that ends with the process. Thread-safe. */
public final class InMemoryTranslationMemory implements TranslationMemory {
  private final Map<NovelId, NavigableMap<String, MemoryEntry>> novels = new HashMap<>();

  @Override
  public synchronized Map<MemoryKey, MemoryEntry> find(
      NovelId novel, Collection<MemoryKey> keys) {
    var entries = of(novel);
    var found = new LinkedHashMap<MemoryKey, MemoryEntry>();
    for (var key : keys) {
      var entry = entries.get(key.hex());
      if (entry != null) {
        found.put(key, entry);
      }
    }
    return found;
  }

  @Override
  public synchronized void remember(NovelId novel, Collection<MemoryEntry> entries) {
    var known = novels.computeIfAbsent(novel, id -> new TreeMap<>());
    entries.forEach(entry -> known.put(entry.key().hex(), entry));
  }

  @Override
  public synchronized List<MemoryEntry> containing(
      NovelId novel, LanguagePair languages, List<String> words) {
    return in(novel, languages)
        .filter(entry -> MemoryWords.of(entry.source()).containsAll(words))
        .toList();
  }

  @Override
  public synchronized List<MemoryEntry> page(
      NovelId novel, LanguagePair languages, Optional<MemoryKey> after, int atMost) {
    return in(novel, languages)
        .filter(entry -> after.isEmpty() || entry.key().hex().compareTo(after.get().hex()) > 0)
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized int purge(NovelId novel) {
    var gone = novels.remove(novel);
    return gone == null ? 0 : gone.size();
  }

  private NavigableMap<String, MemoryEntry> of(NovelId novel) {
    return novels.getOrDefault(novel, new TreeMap<>());
  }

  private Stream<MemoryEntry> in(NovelId novel, LanguagePair languages) {
    return of(novel).values().stream().filter(entry -> entry.languages().equals(languages));
  }
}
