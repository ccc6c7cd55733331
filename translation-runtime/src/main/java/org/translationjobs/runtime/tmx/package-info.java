/** The translation memory as TMX 1.4b, out and in. */
@NullMarked
package org.translationjobs.runtime.tmx;

import org.jspecify.annotations.NullMarked;
