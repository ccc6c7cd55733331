/** Bringing novels and jobs into the system, as the other services do. */
@NullMarked
package org.translationjobs.core.submission;

import org.jspecify.annotations.NullMarked;
