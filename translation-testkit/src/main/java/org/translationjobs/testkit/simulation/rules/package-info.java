/** What must always hold, one rule each; the simulation asks all of them after every port call. */
@NullMarked
package org.translationjobs.testkit.simulation.rules;

import org.jspecify.annotations.NullMarked;
