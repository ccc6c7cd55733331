package org.translationjobs.pipeline;

import org.translationjobs.core.engine.RequestContext.TextKind;

/**
 * One field of a source text.
 *
 * @param name
 *          as it is called in messages: {@code title}, {@code content} or {@code description}
 */
record FieldText(String name, TextKind kind, String text) {}
