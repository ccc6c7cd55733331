/** Files in which people exchange glossaries. */
@NullMarked
package org.translationjobs.runtime.glossary;

import org.jspecify.annotations.NullMarked;
