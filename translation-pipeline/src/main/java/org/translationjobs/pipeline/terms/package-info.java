/** Which names and terms a novel has, before it is translated. */
@NullMarked
package org.translationjobs.pipeline.terms;

import org.jspecify.annotations.NullMarked;
