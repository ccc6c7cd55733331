package org.translationjobs.runtime.configuration;

import org.translationjobs.core.run.Plan.FailurePolicy;
import org.translationjobs.core.worker.WorkerSettings;

/**
 * How a worker works.
 *
 * @param name
 *          for people
 * @param migrate
 *          whether it brings our schema up to date at its start
 */
public record WorkerConfiguration(
    String name,
    WorkerSettings settings,
    FailurePolicy failurePolicy,
    boolean overwriteEdits,
    boolean migrate) {}
