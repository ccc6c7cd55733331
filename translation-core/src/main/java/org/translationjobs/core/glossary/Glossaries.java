package org.translationjobs.core.glossary;

import java.util.List;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;

/**
 * The glossaries of novels, one for each pair of languages, with every version that there was: runs
 * go on with the one that they began with. Thread-safe. Every method is atomic and throws
 * {@link org.translationjobs.core.UnavailableException} when they cannot be reached.
 */
public interface Glossaries {
  /** The newest version; the empty one for a novel without terms. */
  Glossary current(NovelId novel, LanguagePair languages);

  /**
   * The glossary as it stood.
   *
   * @param version
   *          one that was; 0 is empty
   */
  Glossary at(NovelId novel, LanguagePair languages, long version);

  /**
   * Changes the newest version as {@link GlossaryRevision#of} says; changes of others wait
   * meanwhile. Idempotent, except that a conflict is kept again.
   */
  GlossaryRevision change(
      NovelId novel, LanguagePair languages, List<? extends GlossaryChange> changes);

  /** The translations that were not taken, the newest first. */
  List<GlossaryConflict> conflicts(NovelId novel, LanguagePair languages, int atMost);

  /** Glossaries without a term. */
  static Glossaries none() {
    return NoGlossaries.INSTANCE;
  }
}
