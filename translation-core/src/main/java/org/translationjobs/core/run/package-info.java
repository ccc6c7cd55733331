/** Runs: one passage of a job from activation to its end, under one frozen plan. */
@NullMarked
package org.translationjobs.core.run;

import org.jspecify.annotations.NullMarked;
