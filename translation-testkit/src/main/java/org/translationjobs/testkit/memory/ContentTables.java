package org.translationjobs.testkit.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.submission.Submissions.KnownNovel;

/** Novels, volumes, chapters and their texts. */
final class ContentTables {
  /** PostgreSQL orders UUIDs by their bytes, as their text form does. */
  private static final Comparator<TextRow> BY_ID = Comparator.comparing(row -> row.id().toString());

  /** A volume or a chapter and where it belongs. */
  record Part(EntityRef entity, UUID parent, @Nullable Integer seq) {}

  private record TextKey(EntityRef entity, String lang) {}

  private final Map<UUID, String> novels = new LinkedHashMap<>();
  private final Map<EntityRef, Part> parts = new LinkedHashMap<>();
  private final Map<TextKey, List<TextRow>> texts = new LinkedHashMap<>();
  private @Nullable List<Rows.Text> copies;

  void addNovel(NovelId novel, String slug) {
    novels.put(novel.value(), slug);
  }

  /** With its volumes, chapters and texts. */
  void removeNovel(NovelId novel) {
    copies = null;
    novels.remove(novel.value());
    var gone =
        parts.values().stream().map(Part::entity).filter(e -> !isOutside(e, novel)).toList();
    gone.forEach(parts::remove);
    texts.keySet()
        .removeIf(
            key -> gone.contains(key.entity()) || key.entity().id().equals(novel.value()));
  }

  boolean hasNovels() {
    return !novels.isEmpty();
  }

  void addPart(Part part) {
    parts.put(part.entity(), part);
  }

  /** Volumes of a novel or chapters of a volume. */
  List<Part> partsOf(UUID parent, EntityType type) {
    return parts.values()
        .stream()
        .filter(p -> p.entity().type() == type && p.parent().equals(parent))
        .sorted(
            Comparator.comparing(
                Part::seq, Comparator.nullsLast(Comparator.<Integer>naturalOrder())))
        .toList();
  }

  /** The volume that a part is or belongs to. */
  Optional<UUID> volumeOf(EntityRef entity) {
    return Optional.ofNullable(parts.get(entity))
        .map(part -> entity.type() == EntityType.VOLUME ? entity.id() : part.parent());
  }

  boolean hasNovel(NovelId novel) {
    return novels.containsKey(novel.value());
  }

  List<KnownNovel> novels(String idOrSlug) {
    return novels.entrySet()
        .stream()
        .filter(
            novel -> novel.getKey().toString().equalsIgnoreCase(idOrSlug)
                || novel.getValue().equals(idOrSlug))
        .limit(10)
        .map(
            novel -> new KnownNovel(
                new NovelId(novel.getKey()), Optional.of(novel.getValue()),
                languages(new EntityRef(EntityType.NOVEL, novel.getKey()))))
        .toList();
  }

  private List<String> languages(EntityRef entity) {
    return texts.keySet()
        .stream()
        .filter(key -> key.entity().equals(entity))
        .map(TextKey::lang)
        .sorted()
        .toList();
  }

  /** Whether an entity belongs to another novel or to none. */
  boolean isOutside(EntityRef entity, NovelId novel) {
    return novelOf(entity).filter(novel.value()::equals).isEmpty();
  }

  private Optional<UUID> novelOf(EntityRef entity) {
    return switch (entity.type()) {
      case NOVEL -> Optional.of(entity.id());
      case VOLUME -> Optional.ofNullable(parts.get(entity)).map(Part::parent);
      case CHAPTER -> Optional.ofNullable(parts.get(entity))
          .flatMap(chapter -> novelOf(new EntityRef(EntityType.VOLUME, chapter.parent())));
    };
  }

  /** Where there are several rows, the one with the smallest id. */
  Optional<TextRow> text(EntityRef entity, String lang) {
    var rows = texts.get(new TextKey(entity, lang));
    if (rows == null || rows.isEmpty()) {
      return Optional.empty();
    }
    return rows.size() == 1 ? Optional.of(rows.get(0)) : rows.stream().min(BY_ID);
  }

  /** Inserts the row, or replaces the one with its id. */
  void put(TextRow row) {
    copies = null;
    var rows = texts.computeIfAbsent(
        new TextKey(row.entity(), row.lang()), key -> new ArrayList<>(1));
    rows.removeIf(old -> old.id().equals(row.id()));
    rows.add(row);
  }

  boolean remove(EntityRef entity, String lang) {
    copies = null;
    return texts.remove(new TextKey(entity, lang)) != null;
  }

  /** The same list as before while nothing changed. */
  List<Rows.Text> copies() {
    var last = copies;
    if (last == null) {
      last = texts.values().stream().flatMap(List::stream).map(TextRow::copy).toList();
      copies = last;
    }
    return last;
  }

  List<TextRow> in(String lang) {
    return texts.entrySet()
        .stream()
        .filter(e -> e.getKey().lang().equals(lang))
        .flatMap(e -> e.getValue().stream())
        .toList();
  }
}
