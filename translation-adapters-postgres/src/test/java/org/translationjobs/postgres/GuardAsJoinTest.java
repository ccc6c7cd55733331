package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.Scene;

/**
 * A statement is parked inside PostgreSQL while another worker takes over what it writes. With the
 * guard on the row that is locked it changes nothing; with the same guard as a join or EXISTS the
 * stale write is accepted. So these scenes notice when the guard becomes a join.
 */
class GuardAsJoinTest {
  private static final List<String> FINISH = List.of(
      "order by w.subtask_id for update of w\n), glossary as", "), glossary as",
      "and w.claim_id = h.claim_id\n    and w.state || '' = 'CLAIMED' and", "and",
      "returning w.subtask_id, w.claim_id, w.run_id, w.job_id",
      "returning w.subtask_id, h.claim_id, w.run_id, w.job_id");

  private final TestDatabase database = TestDatabase.create();
  private final Set<String> replaced = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aParkedFinishIsStale() throws Exception {
    var scene = Scene.pendingJob(database, 1);
    assertThat(parkedFinish(scene, UnaryOperator.identity())).isInstanceOf(Finish.Stale.class);
    assertThat(stateOfTheItem()).isEqualTo("CLAIMED IN_PROGRESS");
  }

  @Test
  void aParkedFinishWhoseGuardIsAJoinIsAccepted() throws Exception {
    var scene = Scene.pendingJob(database, 1);
    assertThat(parkedFinish(scene, sql -> replace(sql, FINISH)))
        .isInstanceOf(Finish.Accepted.class);
    assertThat(replaced).as("words that our statements have").hasSize(FINISH.size() / 2);
    assertThat(stateOfTheItem()).isEqualTo("DONE DONE");
  }

  @Test
  void aParkedPromotionCompletesNothing() throws Exception {
    var scene = Scene.pendingJob(database, 2);
    var claim = claimOfAFinishedRun(scene);
    assertThat(parkedPromotion(claim, UnaryOperator.identity()))
        .isInstanceOf(Completion.NotNow.class);
    assertThat(database.job(scene.jobId()).orElseThrow().status()).isEqualTo("IN_PROGRESS");
    assertThat(promotedChapters()).isZero();
  }

  @Test
  void aParkedPromotionWhoseGuardIsAnExistsCompletesTheJob() throws Exception {
    var scene = Scene.pendingJob(database, 2);
    var claim = claimOfAFinishedRun(scene);
    var words = List.of(
        "where id = ? for update",
        """
        where id = ? and exists (select 1 from translation_ops.job_runs
          where state = 'ACTIVE' and promotion_claim_id = '%s') for update
        """.formatted(claim.id().value()),
        "state = 'ACTIVE' and promotion_claim_id = ? for update",
        "state = 'ACTIVE' and (true or promotion_claim_id = ?) for update");
    assertThat(parkedPromotion(claim, sql -> replace(sql, words)))
        .isInstanceOf(Completion.Completed.class);
    assertThat(replaced).as("words that our statements have").hasSize(words.size() / 2);
    assertThat(database.job(scene.jobId()).orElseThrow().status()).isEqualTo("COMPLETED");
    assertThat(promotedChapters()).isEqualTo(2);
  }

  /** The first worker's finish waits for the rows of the item that another worker takes over. */
  private Finish parkedFinish(Scene scene, UnaryOperator<String> rewrite) throws Exception {
    var claim = scene.claim(WorkerId.random(), scene.start(), 1).getFirst();
    var work = List.of(scene.translated(claim));
    try (var first = statements(rewrite)) {
      return parked(
          List.of(
              "select 1 from translation_ops.work_items for update",
              "select 1 from translation_subtasks for update",
              """
              update translation_ops.work_items set claim_id = gen_random_uuid(),
                worker_id = gen_random_uuid(), lease_until = now() + interval '15 seconds'
              """,
              "update translation_subtasks set started_at = updated_at"),
          () -> first.claims().finish(work)).get(claim.id());
    }
  }

  /** The first worker's promotion waits for the job while another worker claims the promotion. */
  private Completion parkedPromotion(PromotionClaim claim, UnaryOperator<String> rewrite)
      throws Exception {
    try (var first = statements(rewrite); var promotion = first.promotions().begin(claim)) {
      for (var items = promotion.next(5); !items.isEmpty(); items = promotion.next(5)) {
        promotion.write(
            items.stream()
                .map(item -> new PromotionText(item, new TranslatedText("t", "c")))
                .toList());
      }
      return parked(
          List.of(
              "select 1 from translation_jobs for update",
              "update translation_ops.job_runs set promotion_claim_id = gen_random_uuid()"),
          promotion::complete);
    }
  }

  /** Runs a statement of the first worker's into the locks of another session, which then commits. */
  private <T> T parked(List<String> takeOver, Callable<T> statement) throws Exception {
    try (var other = database.source().getConnection()) {
      other.setAutoCommit(false);
      execute(other, takeOver);
      var parked = CompletableFuture.supplyAsync(() -> called(statement));
      Eventually.until(
          "a session waits for a lock",
          () -> database.value(
              Integer.class,
              """
              select count(*)::int from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'
              """) == 1);
      other.commit();
      return parked.get(1, TimeUnit.MINUTES);
    }
  }

  private static <T> T called(Callable<T> statement) {
    try {
      return statement.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private PostgresDatabase statements(UnaryOperator<String> rewrite) {
    return new PostgresDatabase(
        GatedSource.of(database.source(), new Gate(), rewrite), PostgresSettings.DEFAULTS);
  }

  private String replace(String sql, List<String> words) {
    var broken = sql;
    for (var i = 0; i < words.size(); i += 2) {
      if (broken.contains(words.get(i))) {
        broken = broken.replace(words.get(i), words.get(i + 1));
        replaced.add(words.get(i));
      }
    }
    return broken;
  }

  private static PromotionClaim claimOfAFinishedRun(Scene scene) {
    var run = scene.start();
    scene.finishAll(run);
    return scene.promotionClaim(run);
  }

  private String stateOfTheItem() {
    return database.value(
        String.class,
        """
        select w.state || ' ' || s.status from translation_ops.work_items w
        join translation_subtasks s on s.id = w.subtask_id
        """);
  }

  private int promotedChapters() {
    return database.value(
        Integer.class, "select count(*)::int from chapter_translations where lang = 'es'");
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
