/** Adapters for translation engines; {@link org.translationjobs.engines.Engines} makes them. */
@NullMarked
package org.translationjobs.engines;

import org.jspecify.annotations.NullMarked;
