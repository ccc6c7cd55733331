package org.translationjobs.core.submission;

import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.NovelId;

/**
 * Creates novels and jobs the way the services around us do. Thread-safe; every method is atomic,
 * not idempotent, and throws {@link org.translationjobs.core.UnavailableException} when the database
 * cannot be reached.
 */
public interface Submissions {
  /**
   * Puts a novel into the content tables.
   *
   * @throws org.translationjobs.core.TranslationJobsException
   *           when the tables refuse it, naming the row and column
   */
  NovelId importNovel(NovelText novel);

  /** Creates a PENDING job with its subtasks. The caller announces it. */
  Submitted submit(NewJob job);

  /** What came of a submission. */
  sealed interface Submitted {
    record Created(JobId job, int subtasks) implements Submitted {}

    /** There is no such novel, or none in that language. */
    record NothingToTranslate(String reason) implements Submitted {}
  }
}
