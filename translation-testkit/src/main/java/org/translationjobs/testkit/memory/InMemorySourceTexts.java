package org.translationjobs.testkit.memory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.SourceTexts;

/** Source rows. */
final class InMemorySourceTexts implements SourceTexts {
  private final Tables tables;

  InMemorySourceTexts(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Map<EntityRef, SourceText> read(Collection<EntityRef> entities, String lang) {
    return tables.read(() -> {
      var found = new LinkedHashMap<EntityRef, SourceText>();
      for (var entity : entities) {
        tables.content.text(entity, lang).ifPresent(row -> found.put(entity, row.source()));
      }
      return found;
    });
  }
}
