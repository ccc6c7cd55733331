package org.translationjobs.runtime;

import java.util.Optional;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.view.SubtaskView;

/**
 * A text and its translation.
 *
 * @param origin
 *          where the translation comes from, or why there is none
 */
public record TextPair(
    SubtaskView subtask,
    Optional<SourceText> source,
    Optional<SourceText> translation,
    String origin) {}
