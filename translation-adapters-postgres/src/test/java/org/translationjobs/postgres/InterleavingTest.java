package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.postgres.Interleaving.Taken;
import org.translationjobs.postgres.Stage.Point;

/**
 * Every two operations on a job are atomic to each other, whatever the order of their statements. The
 * usual run takes a part of the orders, and of each two one as the first, but what reads meets every
 * other operation at each of its statements; {@code -Dinterleavings.all=true} takes all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterleavingTest {
  private static final boolean ALL = Boolean.getBoolean("interleavings.all");

  private final TestDatabase database = TestDatabase.create();
  private final Interleaving interleaving =
      new Interleaving(database, UnaryOperator.identity());

  @AfterAll
  void close() {
    interleaving.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyOrderEndsLikeASequence(Point point) throws InterruptedException {
    var operations = Stage.at(point, database).operations(point);
    var strange = new ArrayList<String>();
    for (var first = 0; first < operations.size(); first++) {
      for (var second = 0; second < operations.size(); second++) {
        var reading = operations.get(first).reading();
        if ((reading || isTaken(first, second))
            && operations.get(first).isComparedWith(operations.get(second))) {
          var taken = ALL ? Taken.EVERY : reading ? Taken.EVERY_STOP : Taken.SOME;
          var sequences = interleaving.sequences(point, first, second);
          var pair = operations.get(first) + ", " + operations.get(second);
          interleaving.mix(point, first, second, taken, sequences, (order, outcome) -> {
            strange.add(
                pair + ", " + order + " ended with\n" + outcome + "\ninstead of\n"
                    + String.join("\nor\n", sequences.outcomes()));
            return true;
          });
        }
      }
    }
    System.out.println(point + ": " + interleaving.orders() + " orders so far");
    assertThat(strange).isEmpty();
  }

  private static boolean isTaken(int first, int second) {
    return ALL || first == second || first < second == ((first + second) % 2 == 0);
  }
}
