/**
 * One source text to one accepted translation: cuts a text into segments, has them translated by the
 * engines of a plan, checks and repairs what comes back and puts it into the source's structure. No
 * I/O of its own.
 */
@NullMarked
package org.translationjobs.pipeline;

import org.jspecify.annotations.NullMarked;
