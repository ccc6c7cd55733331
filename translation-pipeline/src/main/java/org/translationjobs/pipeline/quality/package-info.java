/** Measures a whole translation: what the report on a job's quality says, see docs/quality.md. */
@NullMarked
package org.translationjobs.pipeline.quality;

import org.jspecify.annotations.NullMarked;
