/** Every port that PostgreSQL serves, and the migrations of {@code translation_ops}. */
@NullMarked
package org.translationjobs.postgres;

import org.jspecify.annotations.NullMarked;
