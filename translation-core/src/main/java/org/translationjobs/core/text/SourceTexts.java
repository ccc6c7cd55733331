package org.translationjobs.core.text;

import java.util.Collection;
import java.util.Map;
import org.translationjobs.core.job.EntityRef;

/** Reads the source rows of the content tables. Never writes. Thread-safe. */
public interface SourceTexts {
  /**
   * Reads the texts of these entities in one language; an entity without a row in that language is
   * missing from the answer. Where an entity has several rows, the one with the smallest row id is
   * taken.
   *
   * @throws org.translationjobs.core.UnavailableException
   *           when the store cannot be reached
   */
  Map<EntityRef, SourceText> read(Collection<EntityRef> entities, String lang);
}
