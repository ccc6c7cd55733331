/** What engines answered and was accepted, kept so that it is never paid for twice. */
@NullMarked
package org.translationjobs.core.memory;

import org.jspecify.annotations.NullMarked;
