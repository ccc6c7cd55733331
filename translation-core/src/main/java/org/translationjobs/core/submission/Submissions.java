package org.translationjobs.core.submission;

import java.util.List;
import java.util.Optional;
import org.translationjobs.core.job.EntityRef;
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

  /**
   * Novels with this id or this slug, those with an id first; at most ten. Where the novels have no
   * slugs, only the id counts.
   */
  List<KnownNovel> novels(String idOrSlug);

  /**
   * A novel of the content tables.
   *
   * @param languages
   *          in which it has a text
   */
  record KnownNovel(NovelId id, Optional<String> slug, List<String> languages) {
    public KnownNovel {
      languages = List.copyOf(languages);
    }
  }

  /**
   * What a job for this novel would have subtasks for: the novel, its volumes and chapters, as far as
   * they have a text in this language. Changes nothing.
   */
  List<EntityRef> entities(NovelId novel, String lang);

  /** Creates a PENDING job with its subtasks. The caller announces it. */
  Submitted submit(NewJob job);

  /** What came of a submission. */
  sealed interface Submitted {
    record Created(JobId job, int subtasks) implements Submitted {}

    /** There is no such novel, or none in that language. */
    record NothingToTranslate(String reason) implements Submitted {}
  }
}
