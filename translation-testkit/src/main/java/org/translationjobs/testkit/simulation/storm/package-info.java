/** The scenario in which everything may happen, and what may happen in it. Start at Storm. */
@NullMarked
package org.translationjobs.testkit.simulation.storm;

import org.jspecify.annotations.NullMarked;
