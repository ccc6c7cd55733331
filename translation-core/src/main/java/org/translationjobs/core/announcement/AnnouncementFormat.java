package org.translationjobs.core.announcement;

import org.translationjobs.core.job.JobId;

/**
 * How a message names a job: {@code {"job_id":"<uuid>"}}, any other field ignored. Thread-safe: what a
 * payload says depends on nothing else.
 */
public interface AnnouncementFormat {
  /** Longest payload in characters that is looked at; longer ones are rejected. */
  int MAX_PAYLOAD = 16_384;

  /** Throws nothing: whatever is wrong with a payload is told by {@link Parsed.Malformed}. */
  Parsed parse(String payload);

  /** What a payload says. */
  sealed interface Parsed {
    record Names(JobId job) implements Parsed {}

    /**
     * @param reason
     *          one line that says what is wrong with the payload
     */
    record Malformed(String reason) implements Parsed {}
  }
}
