/** Several workers in one thread at a time: a seed decides every step, and repeats it. */
@NullMarked
package org.translationjobs.testkit.simulation;

import org.jspecify.annotations.NullMarked;
