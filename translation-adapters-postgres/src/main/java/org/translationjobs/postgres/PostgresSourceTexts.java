package org.translationjobs.postgres;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.SourceTexts;

/** Reads the content tables; a row's version is the transaction that wrote it. */
final class PostgresSourceTexts implements SourceTexts {
  private final Database database;

  PostgresSourceTexts(Database database) {
    this.database = database;
  }

  @Override
  public Map<EntityRef, SourceText> read(Collection<EntityRef> entities, String lang) {
    var byType = entities.stream()
        .collect(
            Collectors.groupingBy(
                EntityRef::type, () -> new EnumMap<>(EntityType.class),
                Collectors.mapping(EntityRef::id, Collectors.toList())));
    var found = new HashMap<EntityRef, SourceText>();
    byType.forEach(
        (type, ids) -> found.putAll(
            database.statement("read source texts", sql -> {
              if (ids.size() <= Database.FEW && sql.guide().texts(type).isIndexed()) {
                sql.ahead(Database.KEPT_PLANS);
              }
              return read(sql, type, ids, lang);
            })));
    return found;
  }

  static Map<EntityRef, SourceText> read(Sql sql, EntityType type, List<UUID> ids, String lang) {
    var table = sql.guide().texts(type);
    var found = new HashMap<EntityRef, SourceText>();
    for (var row : sql.rows(
        """
        select distinct on (%1$s) %1$s as entity, %2$s::text as title, %3$s::text as body,
          xmin::text as version
        from %4$s where %1$s = any(?) and %5$s = ? order by %1$s, %6$s
        """.formatted(
            table.entity(), table.title(), table.body(), table.table().sqlName(), table.lang(),
            table.rowOrder()),
        ids.toArray(UUID[]::new), lang)) {
      var entity = new EntityRef(type, Sql.uuid(row, "entity"));
      found.put(
          entity,
          new SourceText(
              entity, row.get("title", String.class), row.get("body", String.class),
              Sql.text(row, "version")));
    }
    return found;
  }

  /** The versions alone: cheap, nothing is decompressed. */
  static Map<UUID, String> versions(Sql sql, ContentTable table, UUID[] ids, String lang) {
    return sql.rows(
        """
        select distinct on (%1$s) %1$s as entity, xmin::text as version
        from %2$s where %1$s = any(?) and %3$s = ? order by %1$s, %4$s
        """.formatted(
            table.entity(), table.table().sqlName(), table.lang(), table.rowOrder()),
        ids, lang)
        .stream()
        .collect(Collectors.toMap(r -> Sql.uuid(r, "entity"), r -> Sql.text(r, "version")));
  }
}
