/** How files in XML are opened. */
@NullMarked
package org.translationjobs.runtime.xml;

import org.jspecify.annotations.NullMarked;
