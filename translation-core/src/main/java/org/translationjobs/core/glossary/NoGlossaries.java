package org.translationjobs.core.glossary;

import java.util.List;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;

/** No term anywhere, and no place for one. */
enum NoGlossaries implements Glossaries {
  INSTANCE;

  @Override
  public Glossary current(NovelId novel, LanguagePair languages) {
    return Glossary.EMPTY;
  }

  @Override
  public Glossary at(NovelId novel, LanguagePair languages, long version) {
    return Glossary.EMPTY;
  }

  @Override
  public GlossaryRevision change(
      NovelId novel, LanguagePair languages, List<? extends GlossaryChange> changes) {
    throw new UnsupportedOperationException("there is no place for terms here");
  }

  @Override
  public List<GlossaryConflict> conflicts(NovelId novel, LanguagePair languages, int atMost) {
    return List.of();
  }
}
