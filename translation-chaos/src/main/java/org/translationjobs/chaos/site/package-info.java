/** The site whose novels are translated, and the audit of everything that is written to its tables. */
@NullMarked
package org.translationjobs.chaos.site;

import org.jspecify.annotations.NullMarked;
