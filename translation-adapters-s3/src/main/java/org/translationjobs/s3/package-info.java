/** Staging in anything that speaks S3. */
@NullMarked
package org.translationjobs.s3;

import org.jspecify.annotations.NullMarked;
