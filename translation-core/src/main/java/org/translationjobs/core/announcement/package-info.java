/** The queue that names jobs, and the rules for what an announcement does. */
@NullMarked
package org.translationjobs.core.announcement;

import org.jspecify.annotations.NullMarked;
