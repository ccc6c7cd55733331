/**
 * Puts the parts together: {@link org.translationjobs.runtime.TranslationJobs} for a service that
 * embeds the product, {@link org.translationjobs.runtime.TranslationSystem} for the runners.
 */
@NullMarked
package org.translationjobs.runtime;

import org.jspecify.annotations.NullMarked;
