/** The engines' protocols. */
@NullMarked
package org.translationjobs.engines;

import org.jspecify.annotations.NullMarked;
