/** The measured comparisons: every figure against a yardstick of the same run; scripts/bench.sh starts them. */
@NullMarked
package org.translationjobs.benchmarks;

import org.jspecify.annotations.NullMarked;
