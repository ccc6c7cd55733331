package org.translationjobs.core.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.text.TextHash;

/**
 * What was accepted before, novel by novel: a segment is paid for once, whatever happens to the job
 * afterwards. Thread-safe. Every method is atomic and throws
 * {@link org.translationjobs.core.UnavailableException} when the memory cannot be reached.
 */
public interface TranslationMemory {
  /** The entries under these keys, as far as there are any. */
  Map<MemoryKey, MemoryEntry> find(NovelId novel, Collection<MemoryKey> keys);

  /**
   * Adds entries; one under a key that is there already takes the place of its target, engine and
   * warnings. Idempotent.
   */
  void remember(NovelId novel, Collection<MemoryEntry> entries);

  /**
   * The entries whose source has all these words, found through an index, in the order of their keys.
   *
   * @param words
   *          as {@link MemoryWords} makes them; not empty
   */
  List<MemoryEntry> containing(NovelId novel, LanguagePair languages, List<String> words);

  /**
   * A page of the entries of a novel, in the order of their keys.
   *
   * @param after
   *          the last key of the page before
   */
  List<Remembered> page(
      NovelId novel, LanguagePair languages, Optional<MemoryKey> after, int atMost);

  /**
   * Notes of which entries a text is made, unless one of them is not there. Idempotent; another source
   * of the same text takes the place of the one before.
   *
   * @return whether all were there
   */
  boolean note(NovelId novel, LanguagePair languages, RememberedText text);

  /**
   * In which texts these entries stand, as far as that was noted: the one in which each was accepted
   * first and all others.
   */
  Map<MemoryKey, Set<EntityRef>> places(NovelId novel, Collection<MemoryKey> keys);

  /** The texts whose segments are all in the memory, with the source of which that was noted. */
  Map<EntityRef, TextHash> whole(NovelId novel, LanguagePair languages);

  /**
   * Forgets everything about a novel, also which texts are whole. How many entries that were. Idempotent.
   */
  int purge(NovelId novel);

  /** The same for one pair of languages. */
  int purge(NovelId novel, LanguagePair languages);

  /** What there is of a novel, by languages and engine, sorted by both. */
  List<MemoryCount> counts(NovelId novel);

  /** A memory that keeps nothing. */
  static TranslationMemory none() {
    return NoMemory.INSTANCE;
  }
}
