package org.translationjobs.testkit.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.glossary.Glossary;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.GlossaryConflict;
import org.translationjobs.core.glossary.GlossaryRevision;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;

/** Glossaries that end with the process. Thread-safe. */
public final class InMemoryGlossaries implements Glossaries {
  private final Map<Of, List<Glossary>> versions = new HashMap<>();
  private final Map<Of, List<GlossaryConflict>> conflicts = new HashMap<>();

  private record Of(NovelId novel, LanguagePair languages) {}

  @Override
  public synchronized Glossary current(NovelId novel, LanguagePair languages) {
    return versions(novel, languages).getLast();
  }

  @Override
  public synchronized Glossary at(NovelId novel, LanguagePair languages, long version) {
    var all = versions(novel, languages);
    return all.get(Math.clamp(version, 0, all.size() - 1));
  }

  @Override
  public synchronized GlossaryRevision change(
      NovelId novel, LanguagePair languages, List<? extends GlossaryChange> changes) {
    var revision = GlossaryRevision.of(current(novel, languages), changes);
    if (revision.isChanged()) {
      versions(novel, languages).add(revision.glossary());
    }
    conflicts(novel, languages).addAll(0, revision.conflicts().reversed());
    return revision;
  }

  @Override
  public synchronized List<GlossaryConflict> conflicts(
      NovelId novel, LanguagePair languages, int atMost) {
    return conflicts(novel, languages).stream().limit(atMost).toList();
  }

  private List<Glossary> versions(NovelId novel, LanguagePair languages) {
    return versions.computeIfAbsent(
        new Of(novel, languages), of -> new ArrayList<>(List.of(Glossary.EMPTY)));
  }

  private List<GlossaryConflict> conflicts(NovelId novel, LanguagePair languages) {
    return conflicts.computeIfAbsent(new Of(novel, languages), of -> new ArrayList<>());
  }
}
