package org.translationjobs.testkit.simulation.rules;

import org.jspecify.annotations.Nullable;

/**
 * A row that a port call inserted, changed or deleted.
 *
 * @param before
 *          null for an inserted one
 * @param after
 *          null for a deleted one
 */
public record Change<T>(@Nullable T before, @Nullable T after) {}
