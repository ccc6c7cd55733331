/** What a check of a server or a store found. */
@NullMarked
package org.translationjobs.core.diagnosis;

import org.jspecify.annotations.NullMarked;
