/** Recorded reasons for not claiming or not promoting. */
@NullMarked
package org.translationjobs.core.hold;

import org.jspecify.annotations.NullMarked;
