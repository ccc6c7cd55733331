/** Worker processes against real servers while things break; what it finds is in a report. */
@NullMarked
package org.translationjobs.chaos;

import org.jspecify.annotations.NullMarked;
