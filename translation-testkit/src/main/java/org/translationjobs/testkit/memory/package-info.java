/** The database in memory, as strict as PostgreSQL, for tests and the simulator. */
@NullMarked
package org.translationjobs.testkit.memory;

import org.jspecify.annotations.NullMarked;
