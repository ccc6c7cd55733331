/** Staging in a folder. */
@NullMarked
package org.translationjobs.filesystem;

import org.jspecify.annotations.NullMarked;
