/** One class for each command. */
@NullMarked
package org.translationjobs.cli.command;

import org.jspecify.annotations.NullMarked;
