package org.translationjobs.core.memory;

import org.translationjobs.core.job.LanguagePair;

/** How many segments of a novel one engine translated; {@link MemoryEntry#IMPORTED} stands for people. */
public record MemoryCount(LanguagePair languages, String engine, long segments) {}
