package org.translationjobs.pipeline.quality;

/**
 * Two neighbouring chapters with nearly the same translation though their sources differ: one of them
 * was translated with the other's text.
 *
 * @param translations
 *          what their translations have in common, from 0 to 1
 * @param sources
 *          what their sources have in common
 */
public record AlikeTexts(TextName one, TextName next, double translations, double sources) {}
