package org.translationjobs.pipeline;

import org.translationjobs.core.job.LanguagePair;

/**
 * A target that waits for its judgement.
 *
 * @param source
 *          the segment as it was sent, with markers
 * @param target
 *          what came back, with markers
 * @param words
 *          what is common in the field that the segment is from
 */
record Candidate(String source, String target, LanguagePair languages, CommonWords words) {}
