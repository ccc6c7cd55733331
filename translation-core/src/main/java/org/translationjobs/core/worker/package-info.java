/** The worker: receive, activate, claim, translate, stage, finish, promote, sweep. */
@NullMarked
package org.translationjobs.core.worker;

import org.jspecify.annotations.NullMarked;
