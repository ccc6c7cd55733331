package org.translationjobs.pipeline;

/**
 * A piece of a source text and its translation, as readers see them: without tags.
 *
 * @param segment
 *          the segment that it is or begins with, called as in warnings: {@code content segment 12}
 * @param target
 *          empty where there is no telling which one it is
 */
public record SegmentPair(String segment, String source, String target) {}
