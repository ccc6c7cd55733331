/** What a worker tells the outside: logs, metrics and listeners are built on it. */
@NullMarked
package org.translationjobs.core.event;

import org.jspecify.annotations.NullMarked;
