/** How things look on a terminal: bars, tables, columns, durations. Pure, apart from {@link org.translationjobs.cli.render.LiveBlock}. */
@NullMarked
package org.translationjobs.cli.render;

import org.jspecify.annotations.NullMarked;
