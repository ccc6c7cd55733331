package org.translationjobs.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.SubtaskStatus;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.MemoryWords;
import org.translationjobs.core.memory.Remembered;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.pipeline.ChangedTerms;

/**
 * Finds the subtasks of a job in whose texts terms stand that were changed since they were translated:
 * through the memory's index of words, without reading a text. Thread-safe; changes nothing.
 */
public final class ChangedSubtasks {
  private static final int PAGE = 1_000;

  private final TranslationSystem system;

  ChangedSubtasks(TranslationSystem system) {
    this.system = system;
  }

  /**
   * What was found. No subtask stands in two of the lists.
   *
   * @param glossaryVersion
   *          the newest one
   * @param terms
   *          the sources of the terms that changed since any of the subtasks was translated
   * @param segments
   *          different ones that have such a term, each once for every text it stands in
   * @param changed
   *          finished subtasks with such segments
   * @param unfinished
   *          subtasks that are not finished, whatever stands in them
   * @param provided
   *          finished by a person, whose text is nobody's to change
   * @param unknown
   *          finished ones of which the memory does not know all segments: they were translated before
   *          that was recorded, by another program, or the memory was purged since
   */
  public record Found(
      long glossaryVersion,
      SortedSet<String> terms,
      int segments,
      List<SubtaskView> changed,
      List<SubtaskView> unfinished,
      List<SubtaskView> provided,
      List<SubtaskView> unknown) {}

  /** The version of the glossary with which a text was translated, and which source it had. */
  private record Known(SubtaskView subtask, EntityRef entity, SubtaskView.Basis basis) {}

  /** @throws org.translationjobs.core.UnavailableException when the database cannot be reached */
  public Found find(JobView job) {
    var whole = system.memory().whole(job.novel(), job.languages());
    var unfinished = new ArrayList<SubtaskView>();
    var provided = new ArrayList<SubtaskView>();
    var unknown = new ArrayList<SubtaskView>();
    var byVersion = new LinkedHashMap<Long, List<Known>>();
    for (var subtask : system.views().subtasks(job.id())) {
      var known = known(subtask, whole);
      if (!subtask.status().equals(SubtaskStatus.DONE.name())) {
        unfinished.add(subtask);
      } else if (subtask.engine().filter(ProvidedWork.ENGINE::equals).isPresent()) {
        provided.add(subtask);
      } else if (known.isEmpty()) {
        unknown.add(subtask);
      } else {
        byVersion.computeIfAbsent(
            known.get().basis().glossaryVersion(), version -> new ArrayList<>()).add(known.get());
      }
    }
    var now = system.glossaries().current(job.novel(), job.languages());
    var terms = new TreeSet<String>();
    var segments = 0;
    var changed = new ArrayList<SubtaskView>();
    for (var group : byVersion.entrySet()) {
      var changes =
          new ChangedTerms(
              system.glossaries().at(job.novel(), job.languages(), group.getKey()), now);
      terms.addAll(changes.sources());
      var places = places(job, changes);
      for (var known : group.getValue()) {
        var with = places.getOrDefault(known.entity(), Set.of());
        segments += with.size();
        if (!with.isEmpty()) {
          changed.add(known.subtask());
        }
      }
    }
    return new Found(
        now.version(), terms, segments, List.copyOf(changed), List.copyOf(unfinished),
        List.copyOf(provided), List.copyOf(unknown));
  }

  /** Empty where a look into the memory could miss something. */
  private static Optional<Known> known(SubtaskView subtask, Map<EntityRef, TextHash> whole) {
    return EntityType.fromColumn(subtask.entityType())
        .map(type -> new EntityRef(type, subtask.entityId()))
        .flatMap(
            entity -> subtask.basis()
                .filter(basis -> basis.source().equals(whole.get(entity)))
                .map(basis -> new Known(subtask, entity, basis)));
  }

  /** For each text the different segments in it that have changed terms. */
  private Map<EntityRef, Set<String>> places(JobView job, ChangedTerms changes) {
    var sources = new LinkedHashMap<MemoryKey, String>();
    var isAllFindable = true;
    for (var term : changes.sources()) {
      var ways = MemoryWords.toFind(term);
      isAllFindable &= !ways.isEmpty();
      for (var words : ways) {
        system.memory()
            .containing(job.novel(), job.languages(), words)
            .forEach(entry -> add(entry, changes, sources));
      }
    }
    if (!isAllFindable) {
      eachOf(job, changes, sources);
    }
    var found = new LinkedHashMap<EntityRef, Set<String>>();
    var keys = List.copyOf(sources.keySet());
    for (var at = 0; at < keys.size(); at += PAGE) {
      var page = keys.subList(at, Math.min(keys.size(), at + PAGE));
      system.memory()
          .places(job.novel(), page)
          .forEach(
              (key, entities) -> entities.forEach(
                  entity -> found.computeIfAbsent(entity, e -> new HashSet<>())
                      .add(String.valueOf(sources.get(key)))));
    }
    return found;
  }

  /** For terms that no word finds, such as a single Chinese character: all that is remembered. */
  private void eachOf(JobView job, ChangedTerms changes, Map<MemoryKey, String> sources) {
    var last = Optional.<MemoryKey>empty();
    List<Remembered> page;
    do {
      page = system.memory().page(job.novel(), job.languages(), last, PAGE);
      page.forEach(one -> add(one.entry(), changes, sources));
      last = page.isEmpty() ? last : Optional.of(page.getLast().entry().key());
    } while (page.size() == PAGE);
  }

  private static void add(
      MemoryEntry entry, ChangedTerms changes, Map<MemoryKey, String> sources) {
    if (changes.isIn(entry.source())) {
      sources.put(entry.key(), entry.source());
    }
  }
}
