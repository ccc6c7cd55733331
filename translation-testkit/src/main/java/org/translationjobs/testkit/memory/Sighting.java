package org.translationjobs.testkit.memory;

import java.time.Instant;

/**
 * How a job's rows looked when we saw them last.
 *
 * @param look
 *          equal as long as nobody writes to the job or its subtasks
 * @param since
 *          when they were first seen like this
 * @param lookedAt
 *          when they were last seen
 */
record Sighting(String look, Instant since, Instant lookedAt) {}
