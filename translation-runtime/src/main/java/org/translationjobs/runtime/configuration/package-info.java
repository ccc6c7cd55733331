/** Environment variables, read once into validated records. */
@NullMarked
package org.translationjobs.runtime.configuration;

import org.jspecify.annotations.NullMarked;
