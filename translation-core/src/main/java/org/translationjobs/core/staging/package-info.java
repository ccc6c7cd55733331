/** Where finished translations wait for their promotion. */
@NullMarked
package org.translationjobs.core.staging;

import org.jspecify.annotations.NullMarked;
