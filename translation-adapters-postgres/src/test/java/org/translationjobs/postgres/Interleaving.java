package org.translationjobs.postgres;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.translationjobs.postgres.Stage.Kind;
import org.translationjobs.postgres.Stage.Operation;
import org.translationjobs.postgres.Stage.Point;

/**
 * Runs two operations in two sessions, one statement at a time in every order, and compares what
 * came of it with what comes of running one after the other. An order that ends otherwise is one in
 * which they are not atomic to each other.
 *
 * <p>
 * Under READ COMMITTED an order is told by how far the second has come when the first goes on: first
 * so many statements of the one, then so many of the other, then each to its end or to a lock that
 * the other holds.
 */
final class Interleaving implements AutoCloseable {
  private final TestDatabase database;
  private final Session one;
  private final Session other;
  private int orders;
  /** Whether the first operation was not over when the second began. */
  private boolean firstWentOn;

  /**
   * @param rewrite
   *          what becomes of the statements
   */
  Interleaving(TestDatabase database, UnaryOperator<String> rewrite) {
    this.database = database;
    noticeDeadlocksSoon();
    this.one = new Session(database, "session one", rewrite);
    this.other = new Session(database, "session other", rewrite);
  }

  private void noticeDeadlocksSoon() {
    database.execute(
        """
        do $$ begin
          execute format('alter database %I set deadlock_timeout = ''20ms''', current_database());
        end $$
        """);
  }

  int orders() {
    return orders;
  }

  /**
   * What comes of two operations one after the other.
   *
   * @param outcomes
   *          of either order
   * @param statements
   *          of the second behind the first
   */
  record Sequences(List<String> outcomes, int statements) {}

  Sequences sequences(Point point, int first, int second) throws InterruptedException {
    var inOrder = oneAfterTheOther(point, first, second, true);
    var statements = Math.max(1, other.passed());
    return new Sequences(
        List.of(inOrder, oneAfterTheOther(point, first, second, false)), statements);
  }

  /**
   * How two operations are mixed.
   *
   * @param ahead
   *          statements of the first before the second begins
   * @param behind
   *          statements of the second before the first goes on
   */
  record Order(int ahead, int behind) {}

  /** Which orders are taken. */
  enum Taken {
    /** The first stops at each of its statements, and meanwhile the second at each of its own. */
    EVERY,
    /** The first stops at each of its statements, and meanwhile the second comes to its end. */
    EVERY_STOP,
    /**
     * The first stops at every third statement; meanwhile the second comes by turns to its end and to
     * the stop before its commit, where it holds all its locks.
     */
    SOME
  }

  /** Is told what came of an order that is like neither sequence. */
  @FunctionalInterface
  interface Strange {
    /** Whether this is enough. */
    boolean found(Order order, String outcome) throws InterruptedException;
  }

  /**
   * Runs two operations in the orders of their statements in which the first comes first.
   *
   * @param sequences
   *          what may come of it; where the first was over before the second began, only the former
   */
  void mix(
      Point point, int first, int second, Taken taken, Sequences sequences, Strange strange)
      throws InterruptedException {
    var more = true;
    var start = taken == Taken.SOME ? 1 + (first + second) % 3 : 1;
    for (var ahead = start; more; ahead += taken == Taken.SOME ? 3 : 1) {
      for (var behind : behind(taken, sequences.statements(), ahead)) {
        var order = new Order(ahead, behind);
        var outcome = outcome(point, first, second, order);
        more = firstWentOn;
        orders++;
        var allowed = more ? sequences.outcomes() : sequences.outcomes().subList(0, 1);
        if (!allowed.contains(outcome) && strange.found(order, outcome)) {
          return;
        }
      }
    }
  }

  /** What comes of one order. */
  String outcome(Point point, int first, int second, Order order) throws InterruptedException {
    var stage = fresh(point);
    var a = stage.operations(point).get(first);
    var b = stage.operations(point).get(second);
    one.begin(() -> a.work().in(one));
    other.begin(() -> b.work().in(other));
    firstWentOn = steps(one, order.ahead());
    if (firstWentOn) {
      steps(other, order.behind());
    }
    toTheEnd();
    return outcome(stage, a, b);
  }

  /** Where the second stops while the first goes on. */
  private static List<Integer> behind(Taken taken, int statements, int ahead) {
    return switch (taken) {
      case EVERY -> IntStream.rangeClosed(1, statements).boxed().toList();
      case EVERY_STOP -> List.of(statements);
      case SOME -> List.of(Math.max(1, statements - ahead / 3 % 2));
    };
  }

  private String oneAfterTheOther(Point point, int first, int second, boolean inOrder)
      throws InterruptedException {
    var stage = fresh(point);
    var a = stage.operations(point).get(first);
    var b = stage.operations(point).get(second);
    if (inOrder) {
      alone(one, a);
      alone(other, b);
    } else {
      alone(other, b);
      alone(one, a);
    }
    return outcome(stage, a, b);
  }

  private static void alone(Session session, Operation operation) throws InterruptedException {
    session.begin(() -> operation.work().in(session));
    session.run();
  }

  private Stage fresh(Point point) {
    database.execute(
        """
        delete from translation_ops.work_items; delete from translation_ops.job_runs;
        delete from translation_ops.staged_objects; delete from translation_ops.holds;
        delete from translation_jobs; delete from chapter_translations; delete from chapters;
        delete from volumes; delete from novels;
        update translation_ops.installation set alone_worker_id = null
        """);
    return Stage.at(point, database);
  }

  /** False when the operation was over or blocked before. */
  private static boolean steps(Session session, int count) throws InterruptedException {
    for (var i = 0; i < count; i++) {
      if (!session.step()) {
        return false;
      }
    }
    return session.settled() == Session.State.AT_GATE;
  }

  private void toTheEnd() throws InterruptedException {
    for (var turns = 0; turns < 10_000; turns++) {
      var oneIs = one.run();
      var otherIs = other.run();
      if (oneIs == Session.State.OVER && otherIs == Session.State.OVER) {
        return;
      }
    }
    throw new IllegalStateException("the two operations block each other for ever");
  }

  /**
   * What services that take no lock change is noticed at the latest when the run is settled again:
   * until then counts may be old.
   */
  private String outcome(Stage stage, Operation a, Operation b) throws InterruptedException {
    var answers = one.answer() + " | " + other.answer();
    for (var again : List.of(a, b)) {
      if (again.kind() == Kind.REPEATED) {
        alone(one, again);
        var unused = one.answer();
      }
    }
    if (!a.unlocked() && !b.unlocked()) {
      return answers + "\n" + Standing.of(database, stage);
    }
    stage.settleNewest(database).work().in(one);
    return Standing.of(database, stage);
  }

  @Override
  public void close() {
    one.close();
    other.close();
  }
}
