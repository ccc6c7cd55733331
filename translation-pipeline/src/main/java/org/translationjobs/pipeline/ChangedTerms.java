package org.translationjobs.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.translationjobs.core.engine.GlossaryTerm;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.Term;

/**
 * What a change of a glossary means for segments that were translated before it: another answer is
 * due where other terms, or terms translated otherwise, stand in them. Immutable.
 */
public final class ChangedTerms {
  private final List<String> sources;
  private final ActiveTerms before;
  private final ActiveTerms now;

  public ChangedTerms(Glossary before, Glossary now) {
    this.before = new ActiveTerms(before);
    this.now = new ActiveTerms(now);
    var different = new LinkedHashSet<String>();
    Stream.concat(before.terms().stream(), now.terms().stream())
        .map(Term::source)
        .sorted()
        .filter(
            source -> !Objects.equals(
                before.find(source).map(ChangedTerms::told),
                now.find(source).map(ChangedTerms::told)))
        .forEach(different::add);
    this.sources = List.copyOf(different);
  }

  /** The sources of the terms that are new, gone, or told to engines otherwise, in their order. */
  public List<String> sources() {
    return sources;
  }

  /** Whether a segment has to be asked again, as the memory sees it. */
  public boolean isIn(String segment) {
    return !told(before, segment).equals(told(now, segment));
  }

  private static List<GlossaryTerm> told(ActiveTerms terms, String segment) {
    return terms.in(segment).stream().map(ChangedTerms::told).toList();
  }

  /** The note counts as well: it tells an engine whether it is a woman. */
  static GlossaryTerm told(Term term) {
    return new GlossaryTerm(term.source(), term.target() + "\n" + term.note());
  }
}
