package org.translationjobs.engines;

import org.translationjobs.core.engine.RateLimit;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.core.time.Tasks;

/**
 * How the keys of an engine may be used.
 *
 * @param limit
 *          of each of its keys
 * @param limits
 *          where the use of the keys is known, of this worker's calls and of the others'
 */
public record KeyLimits(RateLimit limit, RateLimits limits, Tasks tasks) {}
