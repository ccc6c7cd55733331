package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translationjobs.postgres.Stage.Point;

/** Every two operations on a job are atomic to each other, whatever the order of their statements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterleavingTest {
  private final TestDatabase database = TestDatabase.create();
  private final Interleaving interleaving = new Interleaving(
      database, Boolean.getBoolean("interleavings.all"), UnaryOperator.identity());

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
        if (operations.get(first).isComparedWith(operations.get(second))) {
          var sequential = interleaving.sequential(point, first, second);
          interleaving.strange(point, first, second, sequential, 3)
              .forEach(
                  (outcome, order) -> strange.add(
                      order + " ended with\n" + outcome + "\ninstead of\n"
                          + String.join("\nor\n", sequential)));
        }
      }
    }
    System.out.println(point + ": " + interleaving.orders() + " orders so far");
    assertThat(strange).isEmpty();
  }
}
