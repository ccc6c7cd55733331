package org.translationjobs.pipeline;

/**
 * Where a translation goes: the source between the two offsets is replaced, all else is kept.
 *
 * @param heading
 *          whether it stands where a number alone may be a heading
 */
record Slot(int start, int end, MarkedText text, boolean heading) {}
