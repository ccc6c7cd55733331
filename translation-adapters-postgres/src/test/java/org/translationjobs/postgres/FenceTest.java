package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.WorkerProfile;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.Scene;

/** What only shows between statements of real sessions. */
class FenceTest {
  private final TestDatabase database = TestDatabase.create();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aFinishThatWaitedForTheRowWhileItsClaimWasRescuedIsStale() throws Exception {
    var scene = Scene.pendingJob(database, 1);
    var run = scene.start();
    var claims = scene.claim(WorkerId.random(), run, 1);
    try (var rescuer = locked(claims.get(0).item().subtask().value().toString())) {
      var finish = CompletableFuture.supplyAsync(() -> scene.finish(claims));
      untilOneWaits();
      execute(
          rescuer,
          """
          update translation_ops.work_items set state = 'READY', claim_id = null,
            worker_id = null, lease_until = null
          """,
          "update translation_subtasks set status = 'PENDING'");
      rescuer.commit();
      assertThat(finish.get(20, TimeUnit.SECONDS).values()).containsExactly(new Finish.Stale());
    }
    var fresh = scene.claim(WorkerId.random(), run, 1);
    assertThat(fresh).hasSize(1);
    assertThat(scene.finish(fresh).values()).allMatch(Finish.Accepted.class::isInstance);
  }

  @Test
  void aFinishWaitsForAClaimThatIsJustBeingShown() throws Exception {
    database.execute(
        """
        create function pause() returns trigger language plpgsql as $$
        begin
          if new.status = 'IN_PROGRESS' then
            perform pg_advisory_xact_lock(4711);
          end if;
          return new;
        end $$;
        create trigger pause before update on translation_subtasks for each row
          execute function pause()
        """);
    var scene = Scene.pendingJob(database, 1);
    var worker = WorkerId.random();
    var claims = claimSilently(scene, worker);
    try (var gate = database.source().getConnection();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      gate.setAutoCommit(false);
      execute(gate, "select pg_advisory_xact_lock(4711)");
      var show = threads.submit(() -> database.claims().show(worker, claims));
      untilWaiting(1);
      var finish = threads.submit(() -> scene.finish(claims));
      untilWaiting(2);
      gate.commit();
      assertThat(show.get(20, TimeUnit.SECONDS)).hasSize(1);
      assertThat(finish.get(20, TimeUnit.SECONDS).values())
          .allMatch(Finish.Accepted.class::isInstance);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "select 1 from translation_jobs for update",
      "select 1 from translation_subtasks for update",
      "select 1 from translation_ops.work_items for update"})
  void whatOthersHaveLockedIsShownLater(String lock) throws Exception {
    var scene = Scene.pendingJob(database, 1);
    var worker = WorkerId.random();
    var claims = claimSilently(scene, worker);
    try (var other = database.source().getConnection()) {
      other.setAutoCommit(false);
      execute(other, lock);
      assertThat(database.claims().show(worker, claims)).isEmpty();
    }
    assertThat(database.claims().show(worker, claims)).hasSize(1);
  }

  private List<Claim> claimSilently(Scene scene, WorkerId worker) {
    return database.claims().claim(worker, List.of(scene.start()), 1, 1, Scene.LEASE, true);
  }

  @Test
  void aFinishThatWaitedWhileTheJobWasCancelledIsStale() throws Exception {
    var scene = Scene.pendingJob(database, 1);
    var claims = scene.claim(WorkerId.random(), scene.start(), 1);
    try (var canceller = database.source().getConnection()) {
      canceller.setAutoCommit(false);
      execute(canceller, "update translation_jobs set status = 'CANCELLED'");
      var finish = CompletableFuture.supplyAsync(() -> scene.finish(claims));
      untilOneWaits();
      canceller.commit();
      assertThat(finish.get(20, TimeUnit.SECONDS).values()).containsExactly(new Finish.Stale());
    }
    assertThat(database.job(scene.jobId()).orElseThrow().completed()).isZero();
  }

  /** Each is what another worker or service commits while the promotion waits for the job's row. */
  @ParameterizedTest
  @ValueSource(strings = {
      "update translation_ops.job_runs set promotion_claim_id = gen_random_uuid()",
      "update translation_ops.job_runs set state = 'ENDED', ended_at = now()",
      "update translation_ops.work_items set claim_id = gen_random_uuid()",
      "update translation_subtasks set result_path = result_path || '2'",
      "update translation_subtasks set status = 'PENDING'",
      "update translation_jobs set status = 'CANCELLED'",
      "update translation_jobs set total_subtasks = 7"})
  void aPromotionThatWaitedWhileThingsChangedCompletesNothing(String change) throws Exception {
    var scene = Scene.pendingJob(database, 2);
    var run = scene.start();
    scene.finishAll(run);
    var claim = scene.promotionClaim(run);
    try (var promotion = database.promotions().begin(claim);
        var other = database.source().getConnection()) {
      for (var items = promotion.next(5); !items.isEmpty(); items = promotion.next(5)) {
        promotion.write(
            items.stream()
                .map(item -> new PromotionText(item, new TranslatedText("t", "c")))
                .toList());
      }
      other.setAutoCommit(false);
      execute(other, "select 1 from translation_jobs for update", change);
      var completion = CompletableFuture.supplyAsync(promotion::complete);
      untilOneWaits();
      other.commit();
      assertThat(completion.get(20, TimeUnit.SECONDS)).isInstanceOf(Completion.NotNow.class);
    }
    assertThat(database.job(scene.jobId()).orElseThrow().status()).isNotEqualTo("COMPLETED");
    assertThat(
        database.value(
            Integer.class,
            "select count(*)::int from chapter_translations where lang = 'es'"))
        .isZero();
  }

  @Test
  void aClaimThatIsRenewedWhileARescueLooksIsNotTaken() throws Exception {
    var scene = Scene.pendingJob(database, 1);
    var worker = WorkerId.random();
    var claims = scene.claim(worker, scene.start(), 1);
    database.letTimePass(Scene.LEASE.plusSeconds(1));
    try (var renewer = locked(claims.get(0).item().subtask().value().toString())) {
      execute(
          renewer,
          "update translation_ops.work_items set lease_until = now() + interval '1 minute'");
      assertThat(database.claims().rescue(10)).isEmpty();
      renewer.commit();
    }
    assertThat(database.claims().rescue(10)).isEmpty();
    assertThat(scene.finish(claims).values()).allMatch(Finish.Accepted.class::isInstance);
  }

  @Test
  void aSubtaskThatSomeoneHasLockedKeepsNoOtherFromBeingRescued() throws Exception {
    var scene = Scene.pendingJob(database, 2);
    var claims = scene.claim(WorkerId.random(), scene.start(), 2);
    database.letTimePass(Scene.LEASE.plusSeconds(1));
    try (var other = database.source().getConnection()) {
      other.setAutoCommit(false);
      execute(
          other, "select 1 from translation_subtasks where id = '"
              + claims.get(0).item().subtask().value() + "' for update");
      assertThat(database.claims().rescue(10)).singleElement()
          .matches(rescued -> rescued.claim().equals(claims.get(1).id()));
      assertThatThrownBy(() -> database.claims().rescue(10))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("take back claims of dead workers");
      other.rollback();
    }
    assertThat(database.claims().rescue(10)).singleElement()
        .matches(rescued -> rescued.claim().equals(claims.get(0).id()));
  }

  @Test
  void twoPromotionsIntoOneNovelAndLanguageComeOneAfterTheOther() throws Exception {
    var first = Scene.pendingJob(database, 1);
    var second = Scene.pendingJob(database, 1);
    var claims = new ArrayList<PromotionClaim>();
    for (var scene : List.of(first, second)) {
      var run = scene.start();
      scene.finishAll(run);
      claims.add(scene.promotionClaim(run));
    }
    database.execute(
        """
        update translation_jobs set novel_id =
          (select novel_id from translation_jobs where id = '%s')
        """.formatted(first.jobId().value()));
    CompletableFuture<PromotionTransaction> waiting;
    try (var promotion = database.promotions().begin(claims.get(0))) {
      promotion.keepAlive();
      waiting = CompletableFuture.supplyAsync(() -> database.promotions().begin(claims.get(1)));
      untilOneWaits();
      assertThat(waiting).isNotDone();
    }
    waiting.get(20, TimeUnit.SECONDS).close();
  }

  @Test
  void whoCouldNotRenewWhileTheServerWasDownIsGivenALeaseFromItsStart() {
    var scene = Scene.pendingJob(database, 1);
    var worker = WorkerId.random();
    var claims = scene.claim(worker, scene.start(), 1);
    database.letTimePass(Scene.LEASE.plusSeconds(1));
    var longerThanTheServerIsUp = Duration.ofDays(365);
    database.workers().beat(profile(worker), longerThanTheServerIsUp);
    assertThat(database.claims().rescue(10)).isEmpty();
    database.workers().beat(profile(worker), Duration.ofMillis(1));
    assertThat(database.claims().rescue(10)).singleElement()
        .matches(rescued -> rescued.claim().equals(claims.get(0).id()));
  }

  private static WorkerProfile profile(WorkerId worker) {
    return new WorkerProfile(worker, "one", "test", List.of("pseudo"), Scene.PLAN.store(), 1);
  }

  @Test
  void concurrentClaimersGetEachOfFiveThousandItemsOnce() throws Exception {
    var scene = Scene.pendingJob(database, 0);
    database.execute(
        """
        insert into translation_subtasks (id, job_id, entity_type, entity_id, seq, priority, status,
          created_at, updated_at)
        select gen_random_uuid(), id, 'appendix', gen_random_uuid(), n, 100, 'PENDING', now(), now()
        from translation_jobs, generate_series(1, 5000) n
        """);
    var run = scene.start();
    var seen = ConcurrentHashMap.<Object>newKeySet();
    var ids = ConcurrentHashMap.<ClaimId>newKeySet();
    var claiming = new ArrayList<Future<?>>();
    try (var claimers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 8; i++) {
        claiming.add(claimers.submit(() -> {
          var worker = WorkerId.random();
          for (var batch = scene.claim(worker, run, 37); !batch.isEmpty();
              batch = scene.claim(worker, run, 37)) {
            batch.forEach(claim -> {
              assertThat(seen.add(claim.item().subtask())).isTrue();
              ids.add(claim.id());
            });
          }
        }));
      }
      for (var one : claiming) {
        one.get();
      }
    }
    assertThat(scene.claim(WorkerId.random(), run, 37)).isEmpty();
    assertThat(seen).hasSize(5000);
    assertThat(ids).hasSize(5000);
  }

  private Connection locked(String subtask) throws SQLException {
    var connection = database.source().getConnection();
    connection.setAutoCommit(false);
    execute(
        connection,
        "select 1 from translation_ops.work_items where subtask_id = '" + subtask
            + "' for update");
    return connection;
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void untilOneWaits() {
    untilWaiting(1);
  }

  private void untilWaiting(int sessions) {
    Eventually.until(
        sessions + " sessions wait for a lock",
        () -> database.value(
            Integer.class,
            """
            select count(*)::int from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """) == sessions);
  }
}
