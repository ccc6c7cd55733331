package org.translationjobs.runtime.tmx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.text.OneLine;
import org.translationjobs.pipeline.ImportedPair;
import org.translationjobs.runtime.tmx.ImportReport.Refusal;

/** Takes the units of a file one after the other, and writes them in pages. One use, one thread. */
final class TmxImport {
  private static final int PAGE = 500;
  private static final int MOST_REFUSALS = 100;
  private static final int LONGEST_REASON = 200;

  private final TranslationMemory memory;
  private final NovelId novel;
  private final LanguagePair languages;
  private final boolean forEveryEngine;
  private final Map<MemoryKey, MemoryEntry> page = new LinkedHashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private long units;
  private long added;
  private long replaced;
  private long unchanged;
  private long restored;
  private long otherLanguages;
  private long alternatives;
  private long refused;

  TmxImport(
      TranslationMemory memory, NovelId novel, LanguagePair languages, boolean forEveryEngine) {
    this.memory = memory;
    this.novel = novel;
    this.languages = languages;
    this.forEveryEngine = forEveryEngine;
  }

  void add(TmxUnit unit) {
    units++;
    var found = TmxLanguages.find(unit.variants(), languages);
    if (!unit.problem().isEmpty()) {
      refuse(unit, unit.problem());
    } else if (found.isEmpty()) {
      otherLanguages++;
    } else if (isAlternative(unit)) {
      alternatives++;
    } else {
      add(unit, found.get());
    }
  }

  private void add(TmxUnit unit, TmxLanguages.Found found) {
    var source = found.source().pieces();
    var target = found.target().pieces();
    var own =
        forEveryEngine || !found.isExact(languages) ? Optional.<MemoryEntry>empty()
            : PairText.asWritten(source, target).flatMap(pair -> restored(unit, pair));
    var pair =
        own.map(entry -> new PairText(entry.source(), entry.target()))
            .orElseGet(() -> PairText.of(source, target));
    var problem = ImportedPair.problem(languages, pair.source(), pair.target());
    if (problem.isPresent()) {
      refuse(unit, problem.get());
      return;
    }
    restored += own.isPresent() ? 1 : 0;
    put(
        own.orElseGet(
            () -> new MemoryEntry(
                MemoryKey.imported(languages, pair.source()), languages,
                new EntityRef(EntityType.NOVEL, novel.value()), pair.source().strip(),
                pair.target().strip(), MemoryEntry.IMPORTED, List.of())));
  }

  /** OmegaT's translations of one place only, which its others go before. */
  private static boolean isAlternative(TmxUnit unit) {
    return unit.property("prev").isPresent() || unit.property("next").isPresent()
        || (unit.property("file").isPresent() && unit.property("id").isPresent());
  }

  /** As it was when this program wrote it; empty when it did not, or when it was changed since. */
  private Optional<MemoryEntry> restored(TmxUnit unit, PairText pair) {
    var engine =
        unit.property(TmxWriter.ENGINE).filter(name -> name.matches("[\\w.+-]{1,100}"));
    var print = TmxWriter.print(pair.source(), pair.target());
    if (!unit.id().matches("[0-9a-f]{64}") || engine.isEmpty()
        || !unit.property(TmxWriter.PRINT).equals(Optional.of(print))) {
      return Optional.empty();
    }
    return Optional.of(
        new MemoryEntry(
            new MemoryKey(unit.id()), languages,
            unit.property(TmxWriter.ENTITY)
                .flatMap(TmxImport::entity)
                .orElse(new EntityRef(EntityType.NOVEL, novel.value())),
            pair.source(), pair.target(), engine.get(),
            unit.properties().getOrDefault(TmxWriter.WARNING, List.of())));
  }

  private static Optional<EntityRef> entity(String text) {
    var colon = text.indexOf(':');
    try {
      return colon < 0 ? Optional.empty()
          : EntityType.fromColumn(text.substring(0, colon))
              .map(type -> new EntityRef(type, UUID.fromString(text.substring(colon + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The last one wins. */
  private void put(MemoryEntry entry) {
    var before = page.put(entry.key(), entry);
    if (before != null) {
      if (before.target().equals(entry.target())) {
        unchanged++;
      } else {
        replaced++;
      }
    } else if (page.size() == PAGE) {
      write();
    }
  }

  private void write() {
    var known = memory.find(novel, page.keySet());
    for (var entry : page.values()) {
      var before = known.get(entry.key());
      if (before == null) {
        added++;
      } else if (before.target().equals(entry.target())) {
        unchanged++;
      } else {
        replaced++;
      }
    }
    memory.remember(novel, List.copyOf(page.values()));
    page.clear();
  }

  private void refuse(TmxUnit unit, String reason) {
    refused++;
    if (refusals.size() < MOST_REFUSALS) {
      refusals.add(
          new Refusal(unit.number(), unit.line(), OneLine.of(reason, LONGEST_REASON)));
    }
  }

  ImportReport end() {
    write();
    return new ImportReport(
        units, added, replaced, unchanged, restored, otherLanguages, alternatives, refused,
        refusals);
  }
}
