/** Configuration, wiring, the embedding API. */
@NullMarked
package org.translationjobs.runtime;

import org.jspecify.annotations.NullMarked;
