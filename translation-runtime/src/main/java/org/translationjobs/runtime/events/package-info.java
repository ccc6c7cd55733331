/** What happens in a worker, told to people. */
@NullMarked
package org.translationjobs.runtime.events;

import org.jspecify.annotations.NullMarked;
