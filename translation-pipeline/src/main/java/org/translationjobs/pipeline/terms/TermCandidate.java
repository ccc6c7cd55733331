package org.translationjobs.pipeline.terms;

import org.translationjobs.core.glossary.Term;

/**
 * A name that a novel seems to have.
 *
 * @param source
 *          exactly as it stands in the text
 * @param occurrences
 *          how often, not counting those within longer names
 * @param note
 *          the gender of a character where forms of address tell it, else empty
 */
public record TermCandidate(String source, int occurrences, Term.Kind kind, String note) {}
