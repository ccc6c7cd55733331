package org.translationjobs.pipeline.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.pipeline.ActiveTerms;
import org.translationjobs.pipeline.SegmentPair;
import org.translationjobs.pipeline.TermUse;
import org.translationjobs.pipeline.quality.GlossaryObedience.OfTerm;

/** Counts where the terms of a glossary were used and where they should have been. */
final class GlossaryCounts {
  private final Glossary glossary;
  private final int atMost;
  private final ActiveTerms active;
  private final Map<Term, Counts> terms = new LinkedHashMap<>();
  private int segments;
  private int obeyed;

  GlossaryCounts(Glossary glossary, int atMost) {
    this.glossary = glossary;
    this.atMost = atMost;
    this.active = new ActiveTerms(glossary);
  }

  private static final class Counts {
    private final List<Example> missed = new ArrayList<>();
    private int there;
    private int all;
  }

  void add(TextName text, SegmentPair pair) {
    var found = active.in(pair.source());
    if (found.isEmpty()) {
      return;
    }
    var missed = 0;
    for (var term : found) {
      var counts = terms.computeIfAbsent(term, t -> new Counts());
      counts.all++;
      if (TermUse.isIn(term.target(), pair.target())) {
        counts.there++;
      } else {
        missed++;
        if (counts.missed.size() < atMost) {
          counts.missed.add(Example.around(term.source(), text, pair));
        }
      }
    }
    segments++;
    obeyed += missed == 0 ? 1 : 0;
  }

  GlossaryObedience sums() {
    var sums =
        terms.entrySet()
            .stream()
            .map(
                entry -> new OfTerm(
                    entry.getKey(), new Share(entry.getValue().there, entry.getValue().all),
                    entry.getValue().missed))
            .sorted(
                Comparator.comparingInt(
                    (OfTerm term) -> term.segments().part() - term.segments().all()))
            .toList();
    return new GlossaryObedience(glossary.version(), new Share(obeyed, segments), sums);
  }
}
