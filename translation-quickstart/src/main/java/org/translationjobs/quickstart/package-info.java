/** One command: own servers, a sample novel, a job, the result. */
@NullMarked
package org.translationjobs.quickstart;

import org.jspecify.annotations.NullMarked;
