/** One class for each comparison. */
@NullMarked
package org.translationjobs.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
