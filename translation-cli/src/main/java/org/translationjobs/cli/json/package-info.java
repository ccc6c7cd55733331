/** JSON in and out. */
@NullMarked
package org.translationjobs.cli.json;

import org.jspecify.annotations.NullMarked;
