/** The port for time, waiting and tasks, on threads. */
@NullMarked
package org.translationjobs.runtime.tasks;

import org.jspecify.annotations.NullMarked;
