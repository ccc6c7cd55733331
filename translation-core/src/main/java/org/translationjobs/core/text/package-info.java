/** Source texts and their translations. */
@NullMarked
package org.translationjobs.core.text;

import org.jspecify.annotations.NullMarked;
