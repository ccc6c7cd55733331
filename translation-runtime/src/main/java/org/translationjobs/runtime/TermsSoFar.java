package org.translationjobs.runtime;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.pipeline.terms.Occurrences;
import org.translationjobs.pipeline.terms.ReportedTerms;

/** What an engine that reads a novel has listed. For one thread. */
final class TermsSoFar {
  private final Map<String, Set<Term>> found = new LinkedHashMap<>();
  private int invented;
  private int unreadable;

  void add(EngineRequest request, Map<Integer, String> answers) {
    for (var segment : request.segments()) {
      var reported = ReportedTerms.read(segment.text(), answers.getOrDefault(segment.id(), ""));
      invented += reported.invented();
      unreadable += reported.unreadable();
      reported.terms()
          .forEach(
              term -> found.computeIfAbsent(term.source(), s -> new LinkedHashSet<>()).add(term));
    }
  }

  Set<String> sources() {
    return found.keySet();
  }

  /** Those that stand often enough, the most frequent first. */
  List<Term> terms(Occurrences occurrences, int min) {
    return found.entrySet()
        .stream()
        .filter(entry -> occurrences.of(entry.getKey()) >= min)
        .sorted(Comparator.comparingInt(entry -> -occurrences.of(entry.getKey())))
        .flatMap(entry -> differently(entry.getValue()))
        .toList();
  }

  ExtractTerms.Dropped dropped(Occurrences occurrences, int min) {
    var rare = (int) found.keySet().stream().filter(term -> occurrences.of(term) < min).count();
    return new ExtractTerms.Dropped(invented, rare, unreadable);
  }

  /** The first for each translation. */
  private static Stream<Term> differently(Set<Term> same) {
    var byTarget = new LinkedHashMap<String, Term>();
    same.forEach(term -> byTarget.putIfAbsent(term.target(), term));
    return byTarget.values().stream();
  }
}
