package org.translationjobs.core.cost;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.WorkItem;

/**
 * An engine call that is about to be sent.
 *
 * @param id
 *          of the call; the same when the intent is written again
 * @param model
 *          as the plan's parameters name it
 * @param segments
 *          that are asked for, at least 1
 * @param estimate
 *          what it will use at most
 * @param reserved
 *          what the estimate costs: taken from the job's budget until the call ends
 * @param expiresIn
 *          after which the call cannot be under way any more: its reservation counts no longer
 */
public record EngineCallIntent(
    UUID id,
    WorkItem item,
    ClaimId claim,
    String engine,
    Optional<String> model,
    int segments,
    Usage estimate,
    Cost reserved,
    Duration expiresIn) {}
