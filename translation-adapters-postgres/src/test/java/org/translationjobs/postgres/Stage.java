package org.translationjobs.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.Scene;

/**
 * One job at a certain point of its life, and what may happen to it there. The answers are words, the
 * same whenever the same happened.
 */
final class Stage {
  /** Where the job stands. */
  enum Point {
    /** The first chapter is due, the second DONE. */
    DUE,
    /** The first chapter is claimed silently, the second DONE. */
    SILENT,
    /** The same, with a lease that is over. */
    SILENT_LEASE_OVER,
    /** The first chapter's worker let its lease run out but still works, the second is DONE. */
    LEASE_OVER,
    /** Both chapters are DONE, nothing is promoted. */
    FINISHED
  }

  /** What an operation is towards the others. */
  enum Kind {
    ATOMIC,
    /** Changes nothing, and sees one moment however many statements it reads with. */
    READING,
    /** Another service's, which changes rows without the job's lock. */
    UNLOCKED,
    /** Passes over what others hold, and is done again some time later. */
    REPEATED,
    /** Two atomic ones after each other. */
    TWO_STEPS,
    /** Settling and the promotion itself: between the two the run is being promoted. */
    PROMOTION,
    /** Refused while the run is being promoted. */
    GIVING_WAY
  }

  /** What is done, and in words what came of it. */
  @FunctionalInterface
  interface Work {
    Object in(Session session);
  }

  /**
   * Something that one session does.
   *
   * @param kind
   *          what it is towards the others
   */
  record Operation(String name, Kind kind, Work work) {
    Operation(String name, Work work) {
      this(name, Kind.ATOMIC, work);
    }

    boolean unlocked() {
      return kind == Kind.UNLOCKED;
    }

    boolean reading() {
      return kind == Kind.READING;
    }

    /** Whether both together have to be atomic to each other. */
    boolean isComparedWith(Operation other) {
      return kind != Kind.TWO_STEPS && other.kind != Kind.TWO_STEPS
          && !(unlocked() && other.unlocked()) && !givesWayTo(other) && !other.givesWayTo(this);
    }

    private boolean givesWayTo(Operation other) {
      return kind == Kind.GIVING_WAY && other.kind == Kind.PROMOTION;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final WorkerId HOLDER = new WorkerId(new UUID(1, 1));
  private static final WorkerId OTHER = new WorkerId(new UUID(2, 2));
  private static final ClaimId TEXT = new ClaimId(new UUID(3, 3));

  final Scene scene;
  private final RunId run;
  private final Claim first;
  private final Optional<FinishedWork> held;

  private Stage(Scene scene, RunId run, Claim first, Optional<FinishedWork> held) {
    this.scene = scene;
    this.run = run;
    this.first = first;
    this.held = held;
  }

  static Stage at(Point point, TestDatabase database) {
    var scene = Scene.pendingJob(database, 2);
    var run = scene.start();
    var silent = point == Point.SILENT || point == Point.SILENT_LEASE_OVER;
    var claims = database.claims().claim(HOLDER, List.of(run), 2, 2, Scene.LEASE, silent);
    var first = claims.get(0);
    scene.finish(point == Point.FINISHED ? claims : claims.subList(1, 2));
    var held = Optional.<FinishedWork>empty();
    switch (point) {
      case DUE -> database.claims()
          .release(List.of(new Release.HandBack(first.id(), first.item())));
      case SILENT -> held = Optional.of(scene.translated(first));
      case LEASE_OVER, SILENT_LEASE_OVER -> {
        held = Optional.of(scene.translated(first));
        database.execute(
            "update translation_ops.work_items set lease_until = now() - interval '1 second'"
                + " where state = 'CLAIMED'");
      }
      case FINISHED -> {
      }
    }
    return new Stage(scene, run, first, held);
  }

  /** What may happen at a point; the same operations each time, in the same order. */
  List<Operation> operations(Point point) {
    return switch (point) {
      case DUE -> List.of(
          claim(), reserveAlone(), cancel(), reprocess(), hold(), settle(), deleteJob(),
          insertSubtask(), setStatus("CANCELLED"), finishElsewhere(), provide());
      case SILENT -> List.of(
          show(), finish(), handBack(), fail(), renew(), cancel(), reprocess(), settle(),
          deleteJob(), resetSubtasks(), setStatus("CANCELLED"), provide());
      case SILENT_LEASE_OVER -> List.of(show(), rescue(), takeOver(), finish(), renew());
      case LEASE_OVER -> List.of(
          renew(), finish(), handBack(), fail(), rescue(), takeOver(), promote(), cancel(),
          reprocess(), deleteJob(), setStatus("CANCELLED"), resetSubtasks(), view(), provide());
      case FINISHED -> List.of(
          promote(), cancel(), reprocess(), reprocessOne(), hold(), deleteJob(), insertSubtask(),
          setStatus("FAILED"), resetSubtasks(), deleteSubtask(), editSource(), view(),
          provide());
    };
  }

  private Operation claim() {
    return new Operation(
        "claim",
        session -> session.database()
            .claims()
            .claim(OTHER, List.of(run), 5, 5, Scene.LEASE, false)
            .size()
            + " claimed");
  }

  /** By a worker that has not done so before. */
  private static Operation reserveAlone() {
    return new Operation(
        "reserve alone",
        session -> session.database().claims().reserveAlone(WorkerId.random(), Scene.LEASE)
            ? "reserved"
            : "refused");
  }

  private Operation renew() {
    return new Operation(
        "renew",
        session -> session.database()
            .claims()
            .renew(HOLDER, List.of(first), Scene.LEASE)
            .isEmpty() ? "renewed" : "lost");
  }

  private Operation show() {
    return new Operation("show", Kind.REPEATED, session -> {
      var unused = session.database().claims().show(HOLDER, List.of(first));
      return "shown, if it was not over";
    });
  }

  private Operation finish() {
    var work = held.orElseThrow();
    return new Operation(
        "finish",
        session -> session.database()
            .claims()
            .finish(List.of(work))
            .get(work.claim())
            .getClass()
            .getSimpleName());
  }

  private Operation handBack() {
    var work = held.orElseThrow();
    return release("hand back", new Release.HandBack(work.claim(), work.item()));
  }

  private Operation fail() {
    var work = held.orElseThrow();
    return release("fail", new Release.Fail(work.claim(), work.item(), "refused"));
  }

  private static Operation release(String name, Release release) {
    return new Operation(
        name,
        session -> session.database().claims().release(List.of(release)).isEmpty() ? "stale"
            : "released");
  }

  private static Operation rescue() {
    return new Operation("rescue", session -> session.database().claims().rescue(5).size()
        + " rescued");
  }

  /** Another worker rescues the item and claims it. */
  private Operation takeOver() {
    return new Operation(
        "take over", Kind.TWO_STEPS,
        session -> session.database().claims().rescue(5).size() + " rescued, "
            + session.database()
                .claims()
                .claim(OTHER, List.of(run), 5, 5, Scene.LEASE, false)
                .size()
            + " claimed");
  }

  /** Settles, and promotes as the worker does; a promotion that cannot be completed is given up. */
  private Operation promote() {
    return new Operation("promote", Kind.PROMOTION, session -> settleAndPromote(session, run));
  }

  private static String settleAndPromote(Session session, RunId run) {
    var database = session.database();
    return database.runs()
        .settle(run, OTHER, Scene.STORE, Scene.LEASE) instanceof Settled.Promote(var claim)
        && written(database, claim)
            ? "promoted"
            : "not promoted";
  }

  private static boolean written(PostgresDatabase database, PromotionClaim claim) {
    try (var promotion = database.promotions().begin(claim)) {
      for (var items = promotion.next(5); !items.isEmpty(); items = promotion.next(5)) {
        var texts = items.stream()
            .map(
                item -> new PromotionText(
                    item, new TranslatedText("T " + item.resultPath(), "Contenido")))
            .toList();
        if (promotion.write(texts).stream().anyMatch(Stage::ends)) {
          database.promotions().release(claim, Duration.ZERO, "changed");
          return false;
        }
      }
      if (promotion.complete() instanceof Completion.Completed) {
        return true;
      }
    }
    database.promotions().release(claim, Duration.ZERO, "not now");
    return false;
  }

  /** What any worker does sooner or later: settles the run that is under way, and promotes it. */
  Operation settleNewest(TestDatabase database) {
    return new Operation("settle the newest run", session -> {
      var newest = database.value(
          UUID.class,
          """
          select (select run_id from translation_ops.job_runs
            where job_id = ? and state = 'ACTIVE')
          """, scene.jobId().value());
      return newest == null ? "not promoted" : settleAndPromote(session, new RunId(newest));
    });
  }

  private static boolean ends(Object written) {
    return written.getClass().getSimpleName().matches("Changed|RowRefused");
  }

  private Operation settle() {
    return new Operation("settle", session -> {
      var database = session.database();
      database.runs().settle(run, OTHER, Scene.STORE, Scene.LEASE);
      return "settled";
    });
  }

  private Operation cancel() {
    return new Operation(
        "cancel",
        session -> session.database()
            .jobs()
            .cancel(scene.jobId(), "by hand")
            .getClass()
            .getSimpleName());
  }

  private Operation reprocess() {
    return reprocess("reprocess", new Scope.All());
  }

  private Operation reprocessOne() {
    return reprocess("reprocess one", new Scope.Only(scene.subtaskIds().getFirst()));
  }

  private Operation reprocess(String name, Scope scope) {
    var request = new RunRequest(
        Trigger.REPROCESS, scope, Scene.PLAN, Optional.empty(), Optional.empty());
    return new Operation(
        name,
        session -> session.database()
            .jobs()
            .activate(scene.jobId(), request, Scene.PATIENCE)
            .getClass()
            .getSimpleName());
  }

  private Operation provide() {
    var work = scene.provided(0, TEXT, Scene.STORE);
    return new Operation(
        "provide", Kind.GIVING_WAY,
        session -> session.database().claims().provide(work).getClass().getSimpleName());
  }

  private Operation hold() {
    return new Operation("hold", session -> {
      var database = session.database();
      database.holds()
          .place(new HoldScope.Job(scene.jobId()), Hold.Kind.PAUSE, "look", "test");
      return "held";
    });
  }

  private Operation view() {
    return new Operation("view", Kind.READING, session -> {
      var database = session.database();
      var job = database.views().find(scene.jobId()).orElseThrow();
      return job.status() + " " + job.progress() + " " + new TreeMap<>(job.subtasks())
          + job.run()
              .map(r -> " " + r.number() + " " + r.state() + " claimed " + r.claimed())
              .orElse("");
    });
  }

  private Operation deleteJob() {
    return foreign("delete job", "delete from translation_jobs where id = ?", scene.jobId()
        .value());
  }

  private Operation setStatus(String status) {
    return foreign(
        "set " + status,
        "update translation_jobs set status = '" + status + "', updated_at = now() where id = ?",
        scene.jobId().value());
  }

  private Operation resetSubtasks() {
    return foreign(
        "reset subtasks",
        """
        update translation_subtasks set status = 'PENDING', result_path = null, updated_at = now()
        where job_id = ?
        """, scene.jobId().value());
  }

  private Operation deleteSubtask() {
    return foreign(
        "delete subtask", "delete from translation_subtasks where id = ?",
        scene.subtaskIds().get(1).value());
  }

  private Operation insertSubtask() {
    return foreign(
        "insert subtask",
        """
        insert into translation_subtasks (id, job_id, entity_type, entity_id, seq, priority,
          status, created_at, updated_at)
        select gen_random_uuid(), ?, 'volume', volume_id, 1, 10, 'PENDING', now(), now()
        from chapters where id = ?
        """, scene.jobId().value(), scene.chapterRefs().getFirst().id());
  }

  private Operation finishElsewhere() {
    return foreign(
        "finish elsewhere",
        """
        update translation_subtasks set status = 'DONE', result_text = '{"title":"X"}',
          finished_at = now(), updated_at = now()
        where id = ?
        """, scene.subtaskIds().getFirst().value());
  }

  private Operation editSource() {
    return foreign(
        "edit source",
        "update chapter_translations set content = 'edited' where lang = 'en' and chapter_id = ?",
        scene.chapterRefs().getFirst().id());
  }

  /** By another service, in a transaction of its own. */
  private static Operation foreign(String name, String statement, Object... arguments) {
    return new Operation(name, Kind.UNLOCKED, session -> {
      session.execute(statement, arguments);
      return "done";
    });
  }
}
