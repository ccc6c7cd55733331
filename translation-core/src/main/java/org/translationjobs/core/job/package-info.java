/** Jobs and subtasks as the other services see them, and the rules that decide what happens to a job. */
@NullMarked
package org.translationjobs.core.job;

import org.jspecify.annotations.NullMarked;
