package org.translationjobs.core.engine;

/**
 * One segment of a request or a reply.
 *
 * @param id
 *          unique within its request; comes back with the translation
 */
public record EngineSegment(int id, String text) {}
