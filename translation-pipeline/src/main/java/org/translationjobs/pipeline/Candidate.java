package org.translationjobs.pipeline;

import org.translationjobs.core.job.LanguagePair;

/**
 * A target that waits for its judgement.
 *
 * @param source
 *          the segment as it was sent, with markers
 * @param target
 *          what came back, with markers
 * @param isFragment
 *          whether it is only a part of a segment, which is judged again as a whole
 * @param words
 *          of the text that the segment is from
 */
record Candidate(
    String source, String target, boolean isFragment, LanguagePair languages, SourceWords words,
    Told told) {
  /** Of a request without glossary and context. */
  Candidate(
      String source, String target, boolean isFragment, LanguagePair languages,
      SourceWords words) {
    this(source, target, isFragment, languages, words, Told.NOTHING);
  }
}
