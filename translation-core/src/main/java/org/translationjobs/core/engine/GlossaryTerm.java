package org.translationjobs.core.engine;

/** A term of the source language and the translation that has to be used for it. */
public record GlossaryTerm(String source, String target) {}
