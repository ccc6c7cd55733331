package org.translationjobs.core.glossary;

import java.util.List;
import java.util.Optional;

/**
 * The terms of a novel for one pair of languages as they stood at one version.
 *
 * @param version
 *          0 for the empty one that every novel begins with; each change makes the next
 * @param terms
 *          in the order of their sources
 */
public record Glossary(long version, List<Term> terms) {
  public static final Glossary EMPTY = new Glossary(0, List.of());

  public Glossary {
    terms = List.copyOf(terms);
  }

  /** The term with exactly this source. */
  public Optional<Term> find(String source) {
    return terms.stream().filter(term -> term.source().equals(source)).findFirst();
  }
}
