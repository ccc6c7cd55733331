package org.translationjobs.core.promotion;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;

/**
 * A finished subtask that waits for its promotion. Exactly one of path and text is set, unless the
 * row is damaged.
 *
 * @param hash
 *          of the staged bytes; empty for a result that a foreign worker staged
 * @param store
 *          where the path lies; empty for a foreign result
 */
public record PromotionItem(
    SubtaskId subtask,
    EntityRef entity,
    @Nullable String resultPath,
    @Nullable String resultText,
    Optional<TextHash> hash,
    Optional<StoreId> store) {}
