package org.translationjobs.testkit.memory;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
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
import org.translationjobs.core.memory.MemoryCount;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.MemoryWords;
import org.translationjobs.core.memory.Remembered;
import org.translationjobs.core.memory.RememberedText;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.text.TextHash;

/** A memory that ends with the process. Thread-safe. */
public final class InMemoryTranslationMemory implements TranslationMemory {
  private final Map<NovelId, Map<MemoryKey, Set<EntityRef>>> places = new HashMap<>();
  private final Map<NovelId, Map<LanguagePair, Map<EntityRef, TextHash>>> whole = new HashMap<>();
  private final Map<NovelId, NavigableMap<String, Remembered>> novels = new HashMap<>();
  private final InstantSource clock;

  public InMemoryTranslationMemory() {
    this(InstantSource.system());
  }

  public InMemoryTranslationMemory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Map<MemoryKey, MemoryEntry> find(
      NovelId novel, Collection<MemoryKey> keys) {
    var entries = of(novel);
    var found = new LinkedHashMap<MemoryKey, MemoryEntry>();
    for (var key : keys) {
      var entry = entries.get(key.hex());
      if (entry != null) {
        found.put(key, entry.entry());
      }
    }
    return found;
  }

  @Override
  public synchronized void remember(NovelId novel, Collection<MemoryEntry> entries) {
    var known = novels.computeIfAbsent(novel, id -> new TreeMap<>());
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    for (var entry : entries) {
      var kept = known.merge(
          entry.key().hex(), new Remembered(entry, now), InMemoryTranslationMemory::replaced);
      places(novel, entry.key()).add(kept.entry().entity());
    }
  }

  /** Of the one that was there before, the source and the text it was accepted in stay. */
  private static Remembered replaced(Remembered before, Remembered after) {
    var one = before.entry();
    var other = after.entry();
    return one.target().equals(other.target()) && one.engine().equals(other.engine())
        ? before
        : new Remembered(
            new MemoryEntry(
                one.key(), one.languages(), one.entity(), one.source(), other.target(),
                other.engine(), other.warnings()),
            after.since());
  }

  @Override
  public synchronized List<MemoryEntry> containing(
      NovelId novel, LanguagePair languages, List<String> words) {
    return in(novel, languages)
        .map(Remembered::entry)
        .filter(entry -> MemoryWords.of(entry.source()).containsAll(words))
        .toList();
  }

  @Override
  public synchronized List<Remembered> page(
      NovelId novel, LanguagePair languages, Optional<MemoryKey> after, int atMost) {
    return in(novel, languages)
        .filter(
            one -> after.isEmpty()
                || one.entry().key().hex().compareTo(after.get().hex()) > 0)
        .limit(atMost)
        .toList();
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

  @Override
  public synchronized int purge(NovelId novel, LanguagePair languages) {
    var entries = of(novel);
    var before = entries.size();
    whole.computeIfAbsent(novel, id -> new HashMap<>()).remove(languages);
    entries.values().removeIf(one -> one.entry().languages().equals(languages));
    places.computeIfAbsent(novel, id -> new HashMap<>())
        .keySet()
        .removeIf(key -> !entries.containsKey(key.hex()));
    return before - entries.size();
  }

  @Override
  public synchronized List<MemoryCount> counts(NovelId novel) {
    return of(novel).values()
        .stream()
        .map(Remembered::entry)
        .collect(
            Collectors.groupingBy(
                entry -> new MemoryCount(entry.languages(), entry.engine(), 0),
                Collectors.counting()))
        .entrySet()
        .stream()
        .map(
            sum -> new MemoryCount(
                sum.getKey().languages(), sum.getKey().engine(), sum.getValue()))
        .sorted(
            Comparator.comparing((MemoryCount sum) -> sum.languages().from())
                .thenComparing(sum -> sum.languages().to())
                .thenComparing(MemoryCount::engine))
        .toList();
  }

  /** Those of which there is something. */
  synchronized Set<NovelId> novels() {
    return Stream.of(filled(novels), filled(whole), filled(places))
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<NovelId> filled(Map<NovelId, ? extends Map<?, ?>> rows) {
    return rows.entrySet()
        .stream()
        .filter(novel -> !novel.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private NavigableMap<String, Remembered> of(NovelId novel) {
    return novels.getOrDefault(novel, new TreeMap<>());
  }

  private Stream<Remembered> in(NovelId novel, LanguagePair languages) {
    return of(novel).values()
        .stream()
        .filter(one -> one.entry().languages().equals(languages));
  }
}
