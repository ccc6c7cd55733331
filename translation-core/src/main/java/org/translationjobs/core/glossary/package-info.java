/** How the names and terms of a novel are translated, the same in every chapter. */
@NullMarked
package org.translationjobs.core.glossary;

import org.jspecify.annotations.NullMarked;
