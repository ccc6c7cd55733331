package org.translationjobs.testkit.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.MemoryWords;
import org.translationjobs.core.memory.RememberedText;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.text.TextHash;

/** A memory that ends with the process. Thread-safe. */
public final class InMemoryTranslationMemory implements TranslationMemory {
  private final Map<NovelId, NavigableMap<String, MemoryEntry>> novels = new HashMap<>();
  private final Map<NovelId, Map<MemoryKey, Set<EntityRef>>> places = new HashMap<>();
  private final Map<NovelId, Map<LanguagePair, Map<EntityRef, TextHash>>> whole = new HashMap<>();

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
    for (var entry : entries) {
      var before = known.get(entry.key().hex());
      known.put(entry.key().hex(), before == null ? entry : newer(before, entry));
      places(novel, entry.key()).add((before == null ? entry : before).entity());
    }
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

  /** It stays where it was accepted first. */
  private static MemoryEntry newer(MemoryEntry before, MemoryEntry entry) {
    return new MemoryEntry(
        entry.key(), entry.languages(), before.entity(), entry.source(), entry.target(),
        entry.engine(), entry.warnings());
  }

  private Set<EntityRef> places(NovelId novel, MemoryKey key) {
    return places.computeIfAbsent(novel, id -> new HashMap<>())
        .computeIfAbsent(key, k -> new HashSet<>());
  }

  @Override
  public synchronized boolean note(NovelId novel, LanguagePair languages, RememberedText text) {
    if (!find(novel, text.keys()).keySet().containsAll(text.keys())) {
      return false;
    }
    text.keys().forEach(key -> places(novel, key).add(text.entity()));
    whole.computeIfAbsent(novel, id -> new HashMap<>())
        .computeIfAbsent(languages, pair -> new HashMap<>())
        .put(text.entity(), text.source());
    return true;
  }

  @Override
  public synchronized Map<MemoryKey, Set<EntityRef>> places(
      NovelId novel, Collection<MemoryKey> keys) {
    return find(novel, keys).keySet()
        .stream()
        .collect(Collectors.toUnmodifiableMap(key -> key, key -> Set.copyOf(places(novel, key))));
  }

  @Override
  public synchronized Map<EntityRef, TextHash> whole(NovelId novel, LanguagePair languages) {
    return Map.copyOf(whole.getOrDefault(novel, Map.of()).getOrDefault(languages, Map.of()));
  }

  @Override
  public synchronized int purge(NovelId novel) {
    places.remove(novel);
    whole.remove(novel);
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
