package org.translationjobs.core.glossary;

/** Another translation of a term than the one that was kept. */
public record GlossaryConflict(Term kept, Term other) {}
