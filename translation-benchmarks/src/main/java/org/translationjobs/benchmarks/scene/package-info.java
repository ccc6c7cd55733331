/** What is measured stands here: servers, a site with its tables and texts, worker processes. */
@NullMarked
package org.translationjobs.benchmarks.scene;

import org.jspecify.annotations.NullMarked;
