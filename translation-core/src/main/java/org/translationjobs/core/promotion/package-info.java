/** The one transaction that makes a run's translations visible. */
@NullMarked
package org.translationjobs.core.promotion;

import org.jspecify.annotations.NullMarked;
