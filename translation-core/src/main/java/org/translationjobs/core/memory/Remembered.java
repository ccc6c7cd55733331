package org.translationjobs.core.memory;

import java.time.Instant;

/**
 * An entry as the memory has it.
 *
 * @param since
 *          when its target was written, to the second
 */
public record Remembered(MemoryEntry entry, Instant since) {}
