package org.translationjobs.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jooq.Cursor;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionItem;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;

/** The transaction of one promotion, on a connection of its own from begin to end. */
final class PostgresPromotion implements PromotionTransaction {
  private static final int FETCHED_AT_ONCE = 200;
  /** What is left to write then is this part of what was written: the job is not locked for long. */
  private static final double SMALL_PART = 0.2;

  private final Database database;
  private final Guide guide;
  private final Connection connection;
  private final Sql sql;
  private final PromotionClaim claim;
  private final Map<SubtaskId, Result> handedOut = new HashMap<>();
  private final PromotionLog log = new PromotionLog();
  private final SubtaskCounts counts;
  private final EarlyLocks earlyLocks;
  private final @Nullable OffsetDateTime jobCreatedAt;
  private @Nullable Cursor<Record> rows;
  private boolean open = true;
  private boolean completed;
  private boolean writable = true;
  /** Whether others who count subtasks wait for this one to ask, too. */
  private boolean ending;
  private boolean lockedEarly;
  private @Nullable CountAhead countAhead;
  /** How many items there are in all, once the first were read. */
  private int items;

  private PostgresPromotion(
      Database database, Guide guide, Connection connection, Sql sql, PromotionClaim claim,
      SubtaskCounts counts, EarlyLocks earlyLocks, @Nullable OffsetDateTime jobCreatedAt) {
    this.database = database;
    this.guide = guide;
    this.connection = connection;
    this.sql = sql;
    this.claim = claim;
    this.counts = counts;
    this.earlyLocks = earlyLocks;
    this.jobCreatedAt = jobCreatedAt;
  }

  static PostgresPromotion begin(
      Database database, Guide guide, PromotionClaim claim, SubtaskCounts counts,
      EarlyLocks earlyLocks)
      throws SQLException {
    var connection = database.open();
    try {
      var sql = database.sql(connection, guide);
      var limit = database.settings().promotionTimeout();
      var pause = limit.compareTo(LONGEST_PAUSE) < 0 ? limit : LONGEST_PAUSE;
      Database.limit(sql, limit, limit, pause);
      sql.ahead("set constraints all immediate");
      if (guide.lz4()) {
        sql.ahead("set local default_toast_compression = 'lz4'");
      }
      var job = sql.row(
          """
          select novel_id, {at jobs.created_at j} as created from {jobs} j where id = ?
          """, claim.job().value());
      if (job.isPresent()) {
        lockNovel(sql, Sql.uuid(job.get(), "novel_id"), claim.languages().to());
      }
      return new PostgresPromotion(
          database, guide, connection, sql, claim, counts, earlyLocks,
          job.map(row -> row.get("created", OffsetDateTime.class)).orElse(null));
    } catch (RuntimeException e) {
      Database.close(connection);
      throw e;
    }
  }

  /** Two jobs for one novel and language promote one after the other; ends with the transaction. */
  private static void lockNovel(Sql sql, UUID novel, String lang) {
    sql.one(
        "select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))",
        "translation_ops promotion " + novel + " " + lang);
  }

  @Override
  public void keepAlive() {
    if (countAhead != null) {
      throw new UnavailableException(
          "staging", "the store takes its time while job " + claim.job()
              + " is locked: its promotion begins again and locks it later",
          null);
    }
    run("keep the promotion of job " + claim.job() + " going", () -> sql.one("select 1"));
  }

  @Override
  public List<PromotionItem> next(int atMost) {
    return run("read what has to be promoted", () -> {
      var next = new ArrayList<PromotionItem>();
      var fetched = rows().fetchNext(atMost);
      if (fetched.size() < atMost) {
        ending();
      }
      for (var row : fetched) {
        items = Sql.number(row, "items");
        EntityType.fromColumn(Sql.text(row, "entity_type")).ifPresent(type -> {
          var item = item(row, type);
          handedOut.put(item.subtask(), Result.of(row));
          next.add(item);
        });
      }
      return next;
    });
  }

  /**
   * All of them, sorted once; the server hands out some at a time. Twins are found by a window, in one pass: a
   * join of the items with themselves would compare each with each where the planner takes their table for one row,
   * as it does for one that was analyzed while it was empty.
   */
  private Cursor<Record> rows() {
    var known = rows;
    if (known == null) {
      known = sql.lazily(
          FETCHED_AT_ONCE,
          """
          select w.subtask_id, w.entity_type, w.entity_id, w.claim_id, w.result_hash, w.store_id,
            w.source_hash, w.source_version, w.ours, s.result_path, s.result_text,
            count(*) over ()::int as items,
            md5(coalesce(s.result_path, '') || '|' || coalesce(s.result_text, '')) as print,
            w.subtask_id <> w.first_of_entity as twin
          from (
            select *, first_value(subtask_id) over
              (partition by entity_type, entity_id order by subtask_id) as first_of_entity
            from {ops}.work_items where job_id = ?) w
          cross join lateral
            (select status, result_path, result_text from {subtasks}
            where id = w.subtask_id offset 0) s
          where w.state = 'DONE' and w.promoted_at is null and s.status = 'DONE'
            and w.entity_type in ('chapter', 'novel', 'volume')
          order by w.entity_type, w.entity_id, w.subtask_id
          """,
          claim.job().value());
      rows = known;
    }
    return known;
  }

  private static PromotionItem item(Record row, EntityType type) {
    return new PromotionItem(
        new SubtaskId(Sql.uuid(row, "subtask_id")),
        new EntityRef(type, Sql.uuid(row, "entity_id")),
        row.get("result_path", String.class),
        row.get("result_text", String.class),
        Sql.optional(row, "result_hash").map(TextHash::new),
        Sql.optional(row, "store_id").map(StoreId::new));
  }

  @Override
  public List<Written> write(List<PromotionText> texts) {
    return run("write promoted rows", () -> {
      if (countAhead == null && isLittleLeft() && !guide.subtasks().isIndexedBy("job_id")
          && earlyLocks.begin(claim.run())) {
        countWhileTheRestIsWritten();
      }
      var outcomes = new HashMap<SubtaskId, Written>();
      for (var type : EntityType.values()) {
        var rows = texts.stream()
            .filter(t -> t.item().entity().type() == type)
            .map(t -> new PromotedText(t, result(t)))
            .toList();
        if (!rows.isEmpty()) {
          new PromotionWriter(sql, guide.texts(type), claim, jobCreatedAt, log)
              .write(rows, outcomes);
        }
      }
      texts.forEach(t -> handedOut.remove(t.item().subtask()));
      writable = outcomes.values()
          .stream()
          .noneMatch(w -> w instanceof Written.Changed || w instanceof Written.RowRefused);
      return texts.stream().map(t -> outcome(outcomes, t)).toList();
    });
  }

  /** One processor has nothing else to do. */
  private void countWhileTheRestIsWritten() {
    lockedEarly = true;
    JobRows.lock(sql, claim.job());
    Database.limitLocks(sql, database.settings().lockTimeout());
    ended();
    countAhead = new CountAhead(claim.job(), counts, database);
  }

  /** Whether the subtasks were counted already. */
  boolean hasCountedAhead() {
    return countAhead != null && countAhead.isOver();
  }

  private boolean isLittleLeft() {
    var written = log.inserted() + log.updated();
    return items - written <= SMALL_PART * written;
  }

  private Result result(PromotionText text) {
    var result = handedOut.get(text.item().subtask());
    if (result == null) {
      throw new IllegalArgumentException(
          "subtask " + text.item().subtask() + " was not handed out by next()");
    }
    return result;
  }

  private static Written outcome(Map<SubtaskId, Written> outcomes, PromotionText text) {
    var outcome = outcomes.get(text.item().subtask());
    if (outcome == null) {
      throw new IllegalStateException("no outcome for subtask " + text.item().subtask());
    }
    return outcome;
  }

  @Override
  public Completion complete() {
    ending();
    Optional<String> hindrance;
    try {
      hindrance = run(
          "complete job " + claim.job(),
          () -> new PromotionEnd(sql, claim, log, this::countSubtasks).enter());
    } finally {
      ended();
    }
    if (hindrance.isPresent()) {
      close();
      return new Completion.NotNow(hindrance.get());
    }
    commit();
    return new Completion.Completed(log.inserted(), log.updated(), log.kept());
  }

  private int countSubtasks() {
    var ahead = Optional.ofNullable(countAhead).map(CountAhead::take).orElse(OptionalInt.empty());
    return ahead.isPresent() ? ahead.getAsInt() : counts.of(claim.job(), sql);
  }

  private void ending() {
    if (!ending && countAhead == null) {
      ending = true;
      counts.begin();
    }
  }

  private void ended() {
    if (ending) {
      ending = false;
      counts.end();
    }
  }

  private void commit() {
    try {
      run("commit the promotion of job " + claim.job(), () -> {
        connection.commit();
        return true;
      });
      completed = true;
    } catch (UnavailableException e) {
      completed = isPromoted();
      close();
      if (!completed) {
        throw e;
      }
    }
    close();
  }

  /** When the answer to a commit was lost: read what came of it. */
  private boolean isPromoted() {
    return database.statement(
        "look whether the promotion of job " + claim.job() + " was committed",
        s -> s.row(
            "select 1 from {ops}.promotions where run_id = ?", claim.run().value()).isPresent());
  }

  /** Gives the connection back even where the database was closed meanwhile. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    ended();
    if (lockedEarly) {
      earlyLocks.end(claim.run(), completed);
    }
    if (countAhead != null) {
      var unused = countAhead.abandon();
    }
    database.shield().runEvenIfClosed(() -> {
      try {
        if (rows != null) {
          rows.close();
        }
        Database.close(connection);
      } catch (SQLException | DataAccessException e) {
        // A lost connection has undone everything already.
      }
      return true;
    });
  }

  private <T> T run(String what, Shield.Body<T> body) {
    if (!open) {
      throw new IllegalStateException("this promotion is over");
    }
    if (!writable) {
      throw new IllegalStateException("a row could not be promoted: close this promotion");
    }
    return database.shield().run(() -> {
      try {
        return body.run();
      } catch (SQLException | DataAccessException e) {
        throw database.errors().translate(what, e);
      }
    });
  }

  /**
   * What an item referred to when it was handed out.
   *
   * @param twin
   *          whether another subtask of the job, which goes first, names the same entity
   */
  record Result(
      Optional<UUID> claim, String print, Optional<String> sourceHash,
      Optional<String> sourceVersion, boolean twin) {
    static Result of(Record row) {
      return new Result(
          Optional.ofNullable(row.get("claim_id", UUID.class)),
          Sql.text(row, "print"),
          Sql.optional(row, "source_hash"),
          Sql.optional(row, "source_version"),
          Sql.flag(row, "twin"));
    }
  }

  /** A text on its way into its table. */
  record PromotedText(PromotionText text, Result result) {
    UUID entity() {
      return text.item().entity().id();
    }

    SubtaskId subtask() {
      return text.item().subtask();
    }
  }
}
