/** The worker jar. */
@NullMarked
package org.translationjobs.worker;

import org.jspecify.annotations.NullMarked;
