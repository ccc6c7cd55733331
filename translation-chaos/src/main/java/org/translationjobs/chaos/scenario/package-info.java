/** What is broken, one class for each way. */
@NullMarked
package org.translationjobs.chaos.scenario;

import org.jspecify.annotations.NullMarked;
