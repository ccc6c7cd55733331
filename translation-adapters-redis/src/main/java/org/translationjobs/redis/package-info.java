/** Announcements and wake-ups on Redis. */
@NullMarked
package org.translationjobs.redis;

import org.jspecify.annotations.NullMarked;
