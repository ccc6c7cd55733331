/** One-shot commands. */
@NullMarked
package org.translationjobs.cli;

import org.jspecify.annotations.NullMarked;
