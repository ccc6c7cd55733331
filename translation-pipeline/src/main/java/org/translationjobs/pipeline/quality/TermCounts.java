package org.translationjobs.pipeline.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.pipeline.ActiveTerms;
import org.translationjobs.pipeline.SegmentPair;
import org.translationjobs.pipeline.quality.Candidates.Candidate;
import org.translationjobs.pipeline.quality.TermConsistency.OfTerm;
import org.translationjobs.pipeline.quality.TermConsistency.Origin;

/**
 * Counts whether terms are translated as they were at first. What a term was translated as at first
 * is, where its first paragraph has it, the glossary's translation, else the term itself, else the
 * word that stands beside the term again, and most exclusively in the whole novel (Dice's
 * coefficient), one that no other term of that paragraph has a better claim to.
 */
final class TermCounts {
  /** Below this coefficient nothing can be told. */
  private static final double CLEAR = 0.35;

  private static final int EXAMPLES = 5;

  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private final ActiveTerms active;
  private final Map<String, Followed> terms = new LinkedHashMap<>();
  private final TreeMap<String, Integer> targetWords = new TreeMap<>();
  private int paragraphs;

  /** @param names recurring names; those that are terms of the glossary are counted as such */
  TermCounts(Glossary glossary, List<String> names) {
    var all = new ArrayList<Term>(glossary.terms());
    glossary.terms().forEach(term -> origins.put(term.source(), Origin.GLOSSARY));
    for (var name : names) {
      if (origins.putIfAbsent(name, Origin.NAME) == null) {
        all.add(new Term(name, name, Term.Kind.TERM, "", false, Term.Origin.EXTRACTION));
      }
    }
    active = new ActiveTerms(new Glossary(glossary.version(), all));
  }

  /** A term since it was seen first. */
  private record Followed(
      Term term, Example first, List<String> beside, Candidates candidates) {}

  /** A term with what may be its translation. */
  private record Choice(Followed followed, Candidate candidate, double score) {}

  void add(TextName text, SegmentPair pair) {
    paragraphs++;
    var target = new TargetText(pair.target());
    target.words().forEach(word -> targetWords.merge(word, 1, Integer::sum));
    var found = active.in(pair.source());
    if (found.isEmpty()) {
      return;
    }
    var sources = found.stream().map(Term::source).toList();
    for (var term : found) {
      var place = Example.around(term.source(), text, pair);
      var known = terms.get(term.source());
      if (known == null) {
        terms.put(
            term.source(), new Followed(term, place, sources, candidates(term, target)));
      } else {
        known.candidates().see(target, place);
      }
    }
  }

  private Candidates candidates(Term term, TargetText first) {
    var wanted = new Rendering.OfGlossary(term.target());
    if (origins.get(term.source()) == Origin.GLOSSARY && wanted.isIn(first)) {
      return Candidates.only(wanted, EXAMPLES);
    }
    var itself = Rendering.Word.of(term.source());
    return itself.isIn(first) ? Candidates.only(itself, EXAMPLES)
        : Candidates.in(first, EXAMPLES);
  }

  TermConsistency sums() {
    var chosen = chosen();
    var sums =
        chosen.values()
            .stream()
            .map(this::sum)
            .sorted(
                Comparator.comparingInt((OfTerm term) -> term.again().part() - term.again().all())
                    .thenComparing(OfTerm::term))
            .toList();
    var unclear =
        terms.values()
            .stream()
            .filter(TermCounts::recurs)
            .map(followed -> followed.term().source())
            .filter(term -> !chosen.containsKey(term))
            .toList();
    return new TermConsistency(
        sums.stream().map(OfTerm::again).reduce(new Share(0, 0), Share::plus), sums, unclear);
  }

  private static boolean recurs(Followed followed) {
    return followed.candidates().seen() > 0;
  }

  private OfTerm sum(Choice choice) {
    var term = choice.followed().term().source();
    return new OfTerm(
        term, origins.getOrDefault(term, Origin.NAME), choice.candidate().rendering().shown(),
        new Share(choice.candidate().present(), choice.followed().candidates().seen()),
        choice.followed().first(), choice.candidate().absent());
  }

  /** The best choice for each term, the clearest first, so that it is taken before others want it. */
  private Map<String, Choice> chosen() {
    var choices =
        terms.values()
            .stream()
            .filter(TermCounts::recurs)
            .flatMap(
                followed -> followed.candidates()
                    .all()
                    .stream()
                    .map(candidate -> choice(followed, candidate)))
            .filter(TermCounts::isClear)
            .sorted(
                Comparator.comparingDouble(Choice::score)
                    .reversed()
                    .thenComparingInt(
                        choice -> -choice.candidate().rendering().shown().length()))
            .toList();
    var chosen = new HashMap<String, Choice>();
    for (var choice : choices) {
      var taken =
          choice.followed()
              .beside()
              .stream()
              .flatMap(other -> Stream.ofNullable(chosen.get(other)))
              .map(other -> other.candidate().rendering());
      if (taken.noneMatch(choice.candidate().rendering()::equals)) {
        chosen.putIfAbsent(choice.followed().term().source(), choice);
      }
    }
    return chosen;
  }

  private static boolean isClear(Choice choice) {
    return choice.score() >= CLEAR
        && (choice.candidate().present() > 0 || choice.followed().candidates().isCertain());
  }

  private Choice choice(Followed followed, Candidate candidate) {
    var candidates = followed.candidates();
    if (candidates.isCertain()) {
      return new Choice(followed, candidate, 1);
    }
    var source = 1 + candidates.seen();
    var score =
        switch (candidate.rendering()) {
          case Rendering.OfGlossary glossary -> 1;
          case Rendering.Word word -> (dice(1 + candidate.present(), source, frequency(word.stem()))
              + dice(1 + candidate.exact(), source, exactFrequency(word))) / 2;
          case Rendering.Characters characters -> (1.0 + candidate.present()) / source;
        };
    return new Choice(followed, candidate, score);
  }

  private static double dice(int beside, int source, int target) {
    return 2.0 * beside / (source + Math.max(beside, target));
  }

  private int exactFrequency(Rendering.Word word) {
    return Math.min(
        paragraphs,
        word.exactForms().stream().mapToInt(form -> targetWords.getOrDefault(form, 0)).sum());
  }

  /** In how many paragraphs of the translation a word stands that begins so, at most. */
  private int frequency(String stem) {
    var sum =
        targetWords.subMap(stem, stem + Character.MAX_VALUE)
            .values()
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    return Math.min(paragraphs, sum);
  }
}
