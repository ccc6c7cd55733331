/** Programs that ours are compared with, each started in a process of its own. */
@NullMarked
package org.translationjobs.benchmarks.yardstick;

import org.jspecify.annotations.NullMarked;
