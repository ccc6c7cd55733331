/** What operators and embedders see of jobs, runs and workers; reading only. */
@NullMarked
package org.translationjobs.core.view;

import org.jspecify.annotations.NullMarked;
