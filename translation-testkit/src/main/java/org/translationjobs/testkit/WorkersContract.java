package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.Workers;

/** What every {@link Workers} must do. */
public interface WorkersContract {
  DatabaseUnderTest database();

  @Test
  default void aWorkerLivesAsLongAsItBeats() {
    var worker = WorkerId.random();
    var profile = Scene.profile(worker);
    database().workers().beat(profile, Scene.LEASE);
    database().letTimePass(Duration.ofSeconds(10));
    assertThat(database().workers().living()).containsExactly(worker);
    database().workers().beat(profile, Scene.LEASE);
    database().letTimePass(Duration.ofSeconds(10));
    assertThat(database().workers().living()).containsExactly(worker);
    database().letTimePass(Duration.ofSeconds(10));
    assertThat(database().workers().living()).isEmpty();
  }

  @Test
  default void aWorkerThatLeftDoesNotLive() {
    var worker = WorkerId.random();
    database().workers().beat(Scene.profile(worker), Scene.LEASE);
    database().workers().leave(worker);
    database().workers().leave(worker);
    database().workers().leave(WorkerId.random());
    assertThat(database().workers().living()).isEmpty();
  }

  @Test
  default void theListTellsWhoIsThereAndWhatItHolds() {
    var scene = Scene.pendingJob(database(), 3);
    scene.beat(scene.one);
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    scene.beat(scene.other);
    scene.claim(scene.other, scene.start(), 2);
    var list = database().workers().list();
    assertThat(list).extracting(w -> w.profile().id()).containsExactly(scene.other, scene.one);
    assertThat(list.get(0)).satisfies(view -> {
      assertThat(view.living()).isTrue();
      assertThat(view.claims()).isEqualTo(2);
      assertThat(view.profile()).isEqualTo(Scene.profile(scene.other));
    });
    assertThat(list.get(1)).satisfies(view -> {
      assertThat(view.living()).isFalse();
      assertThat(view.claims()).isZero();
      assertThat(view.beatAgo()).isGreaterThan(Scene.LEASE);
    });
  }
}
