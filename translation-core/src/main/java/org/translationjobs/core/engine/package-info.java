/** The port to translation engines, and what is known about their health. */
@NullMarked
package org.translationjobs.core.engine;

import org.jspecify.annotations.NullMarked;
