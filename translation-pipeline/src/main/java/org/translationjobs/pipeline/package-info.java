/** One source text to one accepted translation; no I/O. */
@NullMarked
package org.translationjobs.pipeline;

import org.jspecify.annotations.NullMarked;
