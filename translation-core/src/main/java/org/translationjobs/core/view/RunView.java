package org.translationjobs.core.view;

import java.time.Instant;
import java.util.Optional;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;

/**
 * A run as it stands.
 *
 * @param state
 *          {@code ACTIVE}, {@code PROMOTED}, {@code FAILED}, {@code ENDED}
 * @param reservedFor
 *          the name of the worker that alone may serve it, as long as that worker lives
 * @param due
 *          work items that could be claimed now
 * @param waiting
 *          work items whose time has not come
 * @param claimed
 *          work items that are being translated
 * @param note
 *          why it waits or how it ended
 */
public record RunView(
    RunId id,
    int number,
    String state,
    Plan plan,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<String> reservedFor,
    int due,
    int waiting,
    int claimed,
    Optional<String> note) {}
