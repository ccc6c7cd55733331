/** Work items, claims and leases: who may translate which subtask, and what becomes of an attempt. */
@NullMarked
package org.translationjobs.core.work;

import org.jspecify.annotations.NullMarked;
