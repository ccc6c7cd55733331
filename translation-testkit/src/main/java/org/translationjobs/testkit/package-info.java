/** In-memory adapters, one contract test per port, the simulator. */
@NullMarked
package org.translationjobs.testkit;

import org.jspecify.annotations.NullMarked;
