package org.translationjobs.testkit.simulation.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.JobId;
import org.translationjobs.testkit.InMemoryAnnouncements;

/**
 * What the rules know beside the rows.
 *
 * @param parse
 *          the job that a payload names; empty when it is malformed
 * @param creatorGrace
 *          how long a job that was announced is looked for
 * @param maxAttempts
 *          of a subtask
 * @param retention
 *          how long a staged object is kept after its promotion
 * @param from
 *          language of the source texts
 * @param translation
 *          what the engine makes of a text
 * @param saw
 *          is told every transition, to be counted
 */
public record World(
    Holds holds,
    InMemoryAnnouncements announcements,
    Function<String, Optional<JobId>> parse,
    Duration creatorGrace,
    int maxAttempts,
    Duration retention,
    String from,
    UnaryOperator<String> translation,
    Consumer<String> saw) {}
