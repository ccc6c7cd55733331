/** Following a job until it ends, and serving one here. */
@NullMarked
package org.translationjobs.cli.watch;

import org.jspecify.annotations.NullMarked;
