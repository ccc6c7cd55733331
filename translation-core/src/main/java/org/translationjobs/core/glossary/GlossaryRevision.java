package org.translationjobs.core.glossary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What changes make of a glossary.
 *
 * @param glossary
 *          as it is afterwards; the same as before, with the same version, where nothing changed
 * @param ended
 *          terms as they were, which no longer hold
 * @param begun
 *          terms as they are, which hold from the new version on
 * @param conflicts
 *          translations that were not taken
 */
public record GlossaryRevision(
    Glossary glossary, List<Term> ended, List<Term> begun, List<GlossaryConflict> conflicts) {
  public GlossaryRevision {
    ended = List.copyOf(ended);
    begun = List.copyOf(begun);
    conflicts = List.copyOf(conflicts);
  }

  public boolean isChanged() {
    return !ended.isEmpty() || !begun.isEmpty();
  }

  /** The decision; pure. Changes are made one after the other; one that fits nothing does nothing. */
  public static GlossaryRevision of(Glossary before, Collection<? extends GlossaryChange> changes) {
    var old = bySource(before.terms());
    var terms = new TreeMap<>(old);
    var conflicts = new ArrayList<GlossaryConflict>();
    for (var change : changes) {
      var there = terms.get(change.source());
      switch (change) {
        case GlossaryChange.Put(var term, var replace) -> {
          if (there == null || replace.allows(there)) {
            terms.put(term.source(), term);
          } else if (!there.target().equals(term.target())) {
            conflicts.add(new GlossaryConflict(there, term));
          }
        }
        case GlossaryChange.Remove(var source) -> terms.remove(source);
        case GlossaryChange.Lock(var source, var locked) -> {
          if (there != null) {
            terms.put(source, there.withLocked(locked));
          }
        }
      }
    }
    var ended = old.values()
        .stream()
        .filter(term -> !term.equals(terms.get(term.source())))
        .toList();
    var begun = terms.values()
        .stream()
        .filter(term -> !term.equals(old.get(term.source())))
        .toList();
    var isChanged = !ended.isEmpty() || !begun.isEmpty();
    return new GlossaryRevision(
        isChanged ? new Glossary(before.version() + 1, List.copyOf(terms.values())) : before, ended,
        begun, conflicts);
  }

  private static SequencedMap<String, Term> bySource(List<Term> terms) {
    var sorted = new TreeMap<String, Term>();
    terms.forEach(term -> sorted.put(term.source(), term));
    return sorted;
  }
}
