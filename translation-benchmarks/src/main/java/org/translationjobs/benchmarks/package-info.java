/** The measured comparisons. */
@NullMarked
package org.translationjobs.benchmarks;

import org.jspecify.annotations.NullMarked;
