package org.translationjobs.postgres;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionTransaction.Written;
import org.translationjobs.postgres.PostgresPromotion.PromotedText;

/**
 * Writes one batch into one content table. Rows that exist are locked in the order of their entities
 * and looked at before they are replaced; an error that one row causes is narrowed down to it.
 */
final class PromotionWriter {
  private static final int TEXTS_AT_ONCE = 32;

  private final Sql sql;
  private final ContentTable table;
  private final PromotionClaim claim;
  private final @Nullable OffsetDateTime jobCreatedAt;
  private final PromotionLog log;

  PromotionWriter(
      Sql sql, ContentTable table, PromotionClaim claim, @Nullable OffsetDateTime jobCreatedAt,
      PromotionLog log) {
    this.sql = sql;
    this.table = table;
    this.claim = claim;
    this.jobCreatedAt = jobCreatedAt;
    this.log = log;
  }

  void write(List<PromotedText> texts, Map<SubtaskId, Written> outcomes) {
    var fresh = withoutChangedSources(withoutUnfit(texts, outcomes), outcomes);
    var existing = new ExistingRows(sql, table, claim, jobCreatedAt).lock(fresh);
    var wanted = new ArrayList<PromotedText>();
    for (var text : fresh) {
      var row = existing.get(text.entity());
      if (row != null && row.keep().isPresent()) {
        log.keep(text, row.keep().get());
        outcomes.put(text.subtask(), new Written.Kept(row.keep().get()));
      } else {
        wanted.add(text);
      }
    }
    if (!wanted.isEmpty()) {
      writeNarrowing(wanted, existing, outcomes);
    }
  }

  private List<PromotedText> withoutUnfit(
      List<PromotedText> texts, Map<SubtaskId, Written> outcomes) {
    var fit = new ArrayList<PromotedText>();
    for (var text : texts) {
      var refusal = text.result().twin()
          ? "another subtask of the job names " + text.text().item().entity() + " too"
          : table.refusal(text.text()).orElse(null);
      if (refusal == null) {
        fit.add(text);
      } else {
        outcomes.put(text.subtask(), new Written.RowRefused(refusal));
      }
    }
    return fit;
  }

  private List<PromotedText> withoutChangedSources(
      List<PromotedText> texts, Map<SubtaskId, Written> outcomes) {
    var ours = texts.stream().filter(t -> t.result().sourceHash().isPresent()).toList();
    var versions = ours.isEmpty()
        ? Map.<UUID, String>of()
        : PostgresSourceTexts.versions(
            sql, table, Sql.uuids(ours, PromotedText::entity), claim.languages().from());
    var suspicious = ours.stream()
        .filter(t -> !t.result()
            .sourceVersion()
            .equals(
                Optional.ofNullable(versions.get(t.entity()))))
        .toList();
    if (suspicious.isEmpty()) {
      return texts;
    }
    var now = PostgresSourceTexts.read(
        sql, table.type(), suspicious.stream().map(PromotedText::entity).toList(),
        claim.languages().from());
    var changed = new HashSet<SubtaskId>();
    for (var text : suspicious) {
      var source = now.get(new EntityRef(table.type(), text.entity()));
      if (source == null || !text.result().sourceHash().get().equals(source.hash().hex())) {
        changed.add(text.subtask());
        outcomes.put(text.subtask(), new Written.Changed());
      }
    }
    return texts.stream().filter(t -> !changed.contains(t.subtask())).toList();
  }

  private void writeNarrowing(
      List<PromotedText> texts, Map<UUID, ExistingRows.Row> existing,
      Map<SubtaskId, Written> outcomes) {
    sql.change("savepoint promoted_batch");
    try {
      writeRows(texts, existing, outcomes);
      sql.change("release savepoint promoted_batch");
    } catch (DataAccessException e) {
      if (!SqlErrors.isOfRow(e)) {
        throw e;
      }
      sql.change("rollback to savepoint promoted_batch");
      if (texts.size() == 1) {
        var text = texts.getFirst();
        outcomes.put(
            text.subtask(),
            new Written.RowRefused(
                "the table " + table.table().name() + " refuses the row of "
                    + text.text().item().entity() + ": " + SqlErrors.message(e)));
      } else {
        texts.forEach(t -> writeNarrowing(List.of(t), existing, outcomes));
      }
    }
  }

  private void writeRows(
      List<PromotedText> texts, Map<UUID, ExistingRows.Row> existing,
      Map<SubtaskId, Written> outcomes) {
    var old = texts.stream().filter(t -> existing.containsKey(t.entity())).toList();
    var fresh = texts.stream().filter(t -> !existing.containsKey(t.entity())).toList();
    if (!old.isEmpty()) {
      remember(old, update(old, existing));
    }
    if (!fresh.isEmpty()) {
      insert(fresh);
      // none of them had a row, and each has one now: there is no other to be taken for it
      remember(
          fresh,
          PostgresSourceTexts.versions(
              sql, table, Sql.uuids(fresh, PromotedText::entity), claim.languages().to()));
    }
    old.forEach(t -> outcomes.put(t.subtask(), new Written.Updated()));
    fresh.forEach(t -> outcomes.put(t.subtask(), new Written.Inserted()));
    log.update(old.size());
    log.insert(fresh.size());
  }

  /** Returns the versions of the rows as they are now. */
  private Map<UUID, String> update(
      List<PromotedText> texts, Map<UUID, ExistingRows.Row> existing) {
    var versions = new HashMap<UUID, String>();
    var rows = sql.rows(
        """
        update %1$s c set %2$s = convert_from(u.title, 'UTF8'),
          %3$s = convert_from(u.body, 'UTF8')%4$s
        from unnest(?, ?, ?, ?) u (entity, place, title, body)
        where c.%5$s = u.entity and c.%6$s = ? and c.ctid = u.place::tid
        returning c.%5$s as entity, c.xmin::text as version
        """.formatted(
            table.table().sqlName(), table.title(), table.body(), table.touched(),
            table.entity(), table.lang()),
        Sql.uuids(texts, PromotedText::entity),
        Sql.texts(texts, t -> existing.containsKey(t.entity())
            ? existing.get(t.entity()).place()
            : null),
        titles(texts), bodies(texts), claim.languages().to());
    rows.forEach(row -> versions.put(Sql.uuid(row, "entity"), Sql.text(row, "version")));
    return versions;
  }

  /** In parts: while the server writes one, the next is on its way. */
  private void insert(List<PromotedText> texts) {
    var columns = new StringBuilder();
    var values = new StringBuilder();
    for (var filled : table.filledOnInsert()) {
      columns.append(", ").append(Table.quoted(filled.column()));
      values.append(", ").append(filled.value());
    }
    var conflict = table.isUnique()
        ? "on conflict (%1$s, %2$s) do update set %3$s = excluded.%3$s, %4$s = excluded.%4$s%5$s"
            .formatted(
                table.entity(), table.lang(), table.title(), table.body(), table.touched())
        : "";
    var parts = new ArrayList<@Nullable Object[]>();
    for (var from = 0; from < texts.size(); from += TEXTS_AT_ONCE) {
      var part = texts.subList(from, Math.min(texts.size(), from + TEXTS_AT_ONCE));
      parts.add(
          new @Nullable Object[] {
              claim.languages().to(), Sql.uuids(part, PromotedText::entity), titles(part),
              bodies(part)});
    }
    sql.changeEach(
        """
        insert into %1$s as c (%2$s, %3$s, %4$s, %5$s%6$s)
        select u.entity, ?, convert_from(u.title, 'UTF8'), convert_from(u.body, 'UTF8')%7$s
        from unnest(?, ?, ?) u (entity, title, body) order by u.entity
        %8$s
        """.formatted(
            table.table().sqlName(), table.entity(), table.lang(), table.title(), table.body(),
            columns, values, conflict),
        parts);
  }

  /** By which a later edit of the row is known, and by which this promotion is compared at its end. */
  private void remember(List<PromotedText> texts, Map<UUID, String> versions) {
    sql.change(
        """
        insert into {ops}.promoted_rows
          (entity_type, entity_id, lang, job_id, job_created_at, run_id, subtask_id, claim_id,
            result_print, text_hash, row_version)
        select ?, u.entity, ?, ?, ?::timestamptz, ?, u.subtask, u.claim, u.print, u.hash, u.version
        from unnest(?, ?, ?, ?, ?, ?) u (entity, subtask, claim, print, hash, version)
        on conflict (entity_type, entity_id, lang) do update set job_id = excluded.job_id,
          job_created_at = excluded.job_created_at, run_id = excluded.run_id,
          subtask_id = excluded.subtask_id, claim_id = excluded.claim_id,
          result_print = excluded.result_print, text_hash = excluded.text_hash,
          row_version = excluded.row_version, promoted_at = excluded.promoted_at
        """,
        table.type().columnValue(), claim.languages().to(), claim.job().value(), jobCreatedAt,
        claim.run().value(),
        Sql.uuids(texts, PromotedText::entity),
        Sql.uuids(texts, t -> t.subtask().value()),
        texts.stream().map(t -> t.result().claim().orElse(null)).toArray(UUID[]::new),
        Sql.texts(texts, t -> t.result().print()),
        Sql.texts(texts, t -> t.text().encoded().hash().hex()),
        Sql.texts(texts, t -> versions.getOrDefault(t.entity(), "")));
  }

  private static byte[] @Nullable [] titles(List<PromotedText> texts) {
    return texts.stream().map(t -> t.text().encoded().title()).toArray(byte[][]::new);
  }

  private static byte[] @Nullable [] bodies(List<PromotedText> texts) {
    return texts.stream().map(t -> t.text().encoded().body()).toArray(byte[][]::new);
  }
}
