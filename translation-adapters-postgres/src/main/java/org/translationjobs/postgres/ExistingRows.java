package org.translationjobs.postgres;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.postgres.PostgresPromotion.PromotedText;

/** The rows of the target language that a batch would replace, locked, with the reasons to keep them. */
final class ExistingRows {
  private final Sql sql;
  private final ContentTable table;
  private final PromotionClaim claim;
  private final @Nullable OffsetDateTime jobCreatedAt;

  ExistingRows(
      Sql sql, ContentTable table, PromotionClaim claim, @Nullable OffsetDateTime jobCreatedAt) {
    this.sql = sql;
    this.table = table;
    this.claim = claim;
    this.jobCreatedAt = jobCreatedAt;
  }

  /** Where an entity has several rows already, the first one, by its id, is the one to update. */
  Map<UUID, Row> lock(List<PromotedText> texts) {
    var found = new HashMap<UUID, Row>();
    for (var row : rows(texts)) {
      found.putIfAbsent(
          Sql.uuid(row, "entity"), new Row(Sql.text(row, "place"), reasonToKeep(row)));
    }
    return found;
  }

  private List<Record> rows(List<PromotedText> texts) {
    return sql.rows(
        """
        select c.%1$s as entity, c.ctid::text as place, c.xmin::text as version, p.row_version,
          p.text_hash, p.job_id, p.promoted_at, p.job_created_at,
          p.job_id <> ? and p.job_created_at > ?::timestamptz as by_later_job
        from %2$s c
        left join {ops}.promoted_rows p
          on p.entity_type = ? and p.entity_id = c.%1$s and p.lang = c.%3$s
        where c.%1$s = any(?) and c.%3$s = ?
        order by c.%1$s, c.%4$s for update of c
        """.formatted(
            table.entity(), table.table().sqlName(), table.lang(), table.rowOrder()),
        claim.job().value(), jobCreatedAt, table.type().columnValue(),
        Sql.uuids(texts, PromotedText::entity), claim.languages().to());
  }

  private Optional<String> reasonToKeep(Record row) {
    if (row.get("row_version") == null) {
      return Optional.empty();
    }
    var name = new EntityRef(table.type(), Sql.uuid(row, "entity")) + " in "
        + claim.languages().to();
    if (Sql.flag(row, "by_later_job")) {
      return Optional.of(name + " was promoted by the later job " + Sql.uuid(row, "job_id"));
    }
    return !claim.plan().overwriteEdits() && isEdited(row)
        ? Optional.of(
            name + " was edited after job " + Sql.uuid(row, "job_id") + " promoted it at "
                + Sql.instant(row, "promoted_at"))
        : Optional.empty();
  }

  private boolean isEdited(Record row) {
    if (Sql.text(row, "version").equals(Sql.text(row, "row_version"))) {
      return false;
    }
    var now = sql.one(
        "select %s::text as title, %s::text as body from %s where %s = ? and ctid = ?::tid"
            .formatted(table.title(), table.body(), table.table().sqlName(), table.entity()),
        Sql.uuid(row, "entity"), Sql.text(row, "place"));
    return !TextHash.of(now.get("title", String.class), now.get("body", String.class))
        .hex()
        .equals(Sql.text(row, "text_hash"));
  }

  /**
   * @param place
   *          where the locked row lies
   */
  record Row(String place, Optional<String> keep) {}
}
