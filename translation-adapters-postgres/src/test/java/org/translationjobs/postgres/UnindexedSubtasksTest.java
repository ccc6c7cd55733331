package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.postgres.SubtaskSearch.Place;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.Scene;

/** Finding and counting a job's subtasks in a table that has no index for them. */
class UnindexedSubtasksTest {
  private final TestDatabase database =
      TestDatabase.changed("drop index ix_translation_subtasks_job_id");
  private final Database sessions =
      new Database(database.source(), PostgresSettings.DEFAULTS, "test database");
  /** Time stands still: activations follow each other at once. */
  private final SubtaskSearch search = new SubtaskSearch(sessions, () -> 0);
  private final PostgresJobs jobs = new PostgresJobs(sessions, search);
  private final SubtaskCounts counts = new SubtaskCounts(Duration.ofMinutes(1), Duration.ZERO);

  @AfterEach
  void close() {
    sessions.close();
    database.close();
  }

  @Test
  void theLastPagesOfALargeTableAreReadFirst() {
    var before = Scene.pendingJob(database, 3);
    var behind = Scene.pendingJob(database, 3);
    fill(180_000);
    moveToTheEnd(before);
    moveToTheEnd(behind);
    announceOnly(2, behind);
    assertThat(started(Scene.pendingJob(database, 1))).isEqualTo(1);
    var tail = search.placeOf(behind.jobId());
    assertThat(tail).isInstanceOf(Place.Pages.class);
    assertThat(read(behind, tail)).isEqualTo(2);
    assertThat(read(behind, new Place.Everywhere())).isEqualTo(3);
    assertThat(read(before, tail)).isEqualTo(3);
    assertThat(started(behind)).isEqualTo(2);
    assertThat(started(before)).isEqualTo(3);
  }

  /** Of the next job one subtask is elsewhere: who finds it has read the whole table. */
  @Test
  void newRowsAreLookedForWhereThoseOfTheLastJobWere() {
    var next = Scene.pendingJob(database, 3);
    fill(60_000);
    var last = Scene.pendingJob(database, 2);
    moveToTheEnd(next);
    fill(120_000);
    announceOnly(2, next);
    assertThat(started(Scene.pendingJob(database, 1))).isEqualTo(1);
    assertThat(read(next, search.placeOf(next.jobId()))).isEqualTo(3);
    assertThat(started(last)).isEqualTo(2);
    assertThat(read(next, search.placeOf(next.jobId()))).isEqualTo(2);
  }

  @Test
  void withAnIndexNobodyLooksAtPagesFirst() {
    try (var indexed = TestDatabase.create();
        var other = new Database(
            indexed.source(), PostgresSettings.DEFAULTS, "test database")) {
      var there = new SubtaskSearch(other, () -> 0);
      there.found(JobId.random(), 1_000_000, List.of(1L));
      assertThat(there.placeOf(Scene.pendingJob(indexed, 1).jobId()))
          .isEqualTo(new Place.Everywhere());
    }
  }

  @Test
  void theSubtasksOfJobsThatWaitAreFoundInOnePass() {
    var scenes = new ArrayList<Scene>();
    for (var i = 1; i <= 5; i++) {
      scenes.add(Scene.pendingJob(database, i));
    }
    assertThat(search.placeOf(scenes.get(0).jobId())).isEqualTo(new Place.Everywhere());
    for (var scene : scenes.subList(1, 5)) {
      assertThat(search.placeOf(scene.jobId())).isInstanceOfSatisfying(
          Place.Known.class,
          known -> assertThat(known.subtasks()).containsExactlyInAnyOrderElementsOf(
              scene.subtaskIds().stream().map(id -> id.value()).toList()));
    }
    assertThat(search.placeOf(scenes.get(1).jobId())).isEqualTo(new Place.Everywhere());
  }

  /** Deleted, changed and added between the pass and the activation. */
  @Test
  void whatChangesAfterThePassIsNoticed() {
    var scenes = new ArrayList<Scene>();
    for (var i = 0; i < 5; i++) {
      scenes.add(Scene.pendingJob(database, 3));
    }
    assertThat(started(scenes.get(0))).isEqualTo(3);
    assertThat(started(scenes.get(1))).isEqualTo(3);
    database.setSubtaskStatus(scenes.get(2).subtaskIds().getFirst(), "FAILED");
    addSubtask(scenes.get(3));
    database.deleteSubtask(scenes.get(4).subtaskIds().getFirst());
    addSubtask(scenes.get(4));
    assertThat(started(scenes.get(2))).isEqualTo(3);
    var unnoticed = startedRun(scenes.get(3));
    assertThat(started(scenes.get(4))).isEqualTo(3);

    scenes.get(3).finishAll(unnoticed.run());
    var early = scenes.get(3).promotionClaim(unnoticed.run());
    assertThat(unnoticed.total()).isEqualTo(3);
    assertThat(scenes.get(3).promote(early)).isEqualTo(
        new Completion.NotNow("1 of 4 subtasks were added meanwhile"));
    database.promotions().release(early, Scene.LEASE, "subtasks were added");
    database.runs().settle(unnoticed.run(), WorkerId.random(), Scene.STORE, Scene.LEASE);
    scenes.get(3).finishAll(unnoticed.run());
    assertThat(scenes.get(3).promote(scenes.get(3).promotionClaim(unnoticed.run())))
        .isInstanceOf(Completion.Completed.class);
  }

  /** Who cannot count is counted by who can. */
  @Test
  void whoAsksDuringAPassIsCountedWithTheOthersByTheNextOne() throws Exception {
    var answers = duringAPass(
        scene -> count(counts, scene), scene -> countOnClosedConnection(counts, scene));
    assertThat(answers.get(0).get(10, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(answers.get(1).get(10, TimeUnit.SECONDS)).isEqualTo(3);
  }

  @Test
  void whoseCountFailsWithThatOfAnotherCountsAlone() throws Exception {
    var answers = duringAPass(
        scene -> countOnClosedConnection(counts, scene), scene -> count(counts, scene));
    assertThatThrownBy(() -> answers.get(0).get(10, TimeUnit.SECONDS))
        .hasMessageContaining("closed");
    assertThat(answers.get(1).get(10, TimeUnit.SECONDS)).isEqualTo(3);
  }

  /** What two get who ask for jobs of 2 and 3 subtasks, one after the other, while a pass is kept waiting. */
  private List<Future<Integer>> duringAPass(
      Function<Scene, Integer> asksFirst, Function<Scene, Integer> asksThen) throws SQLException {
    var early = Scene.pendingJob(database, 1);
    var two = Scene.pendingJob(database, 2);
    var three = Scene.pendingJob(database, 3);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var blocking = database.source().getConnection()) {
      blocking.setAutoCommit(false);
      try (var lock = blocking.createStatement()) {
        lock.execute("lock table translation_subtasks in access exclusive mode");
      }
      var first = threads.submit(() -> count(counts, early));
      Eventually.until("the first counts", counts::isCounting);
      var answers = new ArrayList<Future<Integer>>();
      answers.add(threads.submit(() -> asksFirst.apply(two)));
      Eventually.until("one waits", () -> counts.waiting() == 1);
      answers.add(threads.submit(() -> asksThen.apply(three)));
      Eventually.until("two wait", () -> counts.waiting() == 2);
      blocking.rollback();
      blocking.setAutoCommit(true);
      assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1);
      return answers;
    }
  }

  @Test
  void whoAsksWaitsForOthersAsLongAsTheyWillAsk() throws Exception {
    var patient = new SubtaskCounts(Duration.ofMinutes(1), Duration.ofMinutes(1));
    var one = Scene.pendingJob(database, 1);
    var two = Scene.pendingJob(database, 2);
    for (var ending = 0; ending < 3; ending++) {
      patient.begin();
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> count(patient, one));
      Eventually.until("one waits", () -> patient.waiting() == 1);
      var second = threads.submit(() -> countOnClosedConnection(patient, two));
      Eventually.until("two wait", () -> patient.waiting() == 2);
      patient.end();
      assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1);
      assertThat(second).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(2);
    }
  }

  private int count(SubtaskCounts by, Scene scene) {
    return sessions.transaction("count", sql -> by.of(scene.jobId(), sql));
  }

  private int countOnClosedConnection(SubtaskCounts by, Scene scene) {
    try {
      var connection = database.source().getConnection();
      var sql = sessions.sql(connection, sessions.guide());
      connection.close();
      return by.of(scene.jobId(), sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fill(int subtasks) {
    database.execute(
        """
        with filler as (
          insert into translation_jobs (id, novel_id, from_lang, target_lang, status, progress,
            total_subtasks, completed_subtasks, created_at, updated_at)
          values (gen_random_uuid(), gen_random_uuid(), 'en', 'es', 'COMPLETED', 100, 1, 1, now(),
            now())
          returning id)
        insert into translation_subtasks (id, job_id, entity_type, entity_id, seq, priority, status,
          created_at, updated_at)
        select gen_random_uuid(), f.id, 'chapter', gen_random_uuid(), n, 100, 'DONE', now(), now()
        from filler f, generate_series(1, %d) n
        """.formatted(subtasks));
  }

  private void announceOnly(int subtasks, Scene scene) {
    database.execute(
        "update translation_jobs set total_subtasks = %d where id = '%s'"
            .formatted(subtasks, scene.jobId()));
  }

  /** All but the first. */
  private void moveToTheEnd(Scene scene) {
    for (var i = 1; i < scene.subtaskIds().size(); i++) {
      database.deleteSubtask(scene.subtaskIds().get(i));
      database.insertSubtask(
          scene.jobId(), "chapter", scene.chapterRefs().get(i).id(), i, 100, "PENDING");
    }
  }

  private void addSubtask(Scene scene) {
    var chapter = new EntityRef(EntityType.CHAPTER, UUID.randomUUID());
    database.execute(
        "insert into chapters select '%s', volume_id, 9 from chapters where id = '%s'"
            .formatted(chapter.id(), scene.chapterRefs().getFirst().id()));
    database.writeText(chapter, "en", "added", "added");
    database.insertSubtask(scene.jobId(), "chapter", chapter.id(), 9, 100, "PENDING");
  }

  private int read(Scene scene, Place place) {
    return sessions.transaction(
        "read",
        sql -> FactsReader.locking(
            sql, scene.jobId(), Optional.empty(), RunRequest.announced(Scene.PLAN), place)
            .orElseThrow()
            .read()
            .facts()
            .subtasks()
            .size());
  }

  private int started(Scene scene) {
    return startedRun(scene).total();
  }

  private Activated.Started startedRun(Scene scene) {
    return (Activated.Started) jobs.activate(
        scene.jobId(), RunRequest.announced(Scene.PLAN), Scene.PATIENCE);
  }
}
