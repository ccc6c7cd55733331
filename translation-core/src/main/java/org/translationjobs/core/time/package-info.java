/** The one port for time, waiting and tasks. */
@NullMarked
package org.translationjobs.core.time;

import org.jspecify.annotations.NullMarked;
