/** Announcements, wake-ups, shared rate limits on Redis. */
@NullMarked
package org.translationjobs.redis;

import org.jspecify.annotations.NullMarked;
