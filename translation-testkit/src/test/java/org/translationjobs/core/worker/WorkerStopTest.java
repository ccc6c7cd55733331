package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.RealTasks;

class WorkerStopTest {
  private final WorkerScene scene = new WorkerScene(new RealTasks());
  private final CountDownLatch leaving = new CountDownLatch(1);
  private final CountDownLatch mayLeave = new CountDownLatch(1);

  @Test
  void aSecondStopWaitsForTheSameEnd() throws Exception {
    var worker = new Worker(
        scene.profile, WorkerScene.PLAN, scene.settings,
        scene.ports(new LeavingSlowly(scene.database.workers()), WorkerScene::parse),
        scene.told::add);
    worker.start();
    var first = new FutureTask<>(worker::stop);
    Thread.ofPlatform().daemon().start(first);
    assertThat(leaving.await(20, TimeUnit.SECONDS)).isTrue();
    var second = new FutureTask<>(worker::stop);
    var waiting = Thread.ofPlatform().daemon().start(second);
    Eventually.until(
        "the second waits or has returned",
        () -> waiting.getState() == Thread.State.TIMED_WAITING || !waiting.isAlive());
    assertThat(second.isDone()).isFalse();
    mayLeave.countDown();
    assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.stop()).isTrue();
  }

  private final class LeavingSlowly implements Workers {
    private final Workers workers;

    LeavingSlowly(Workers workers) {
      this.workers = workers;
    }

    @Override
    public void beat(WorkerProfile worker, Duration lease) {
      workers.beat(worker, lease);
    }

    @Override
    public void leave(WorkerId worker) {
      leaving.countDown();
      try {
        mayLeave.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      workers.leave(worker);
    }

    @Override
    public Set<WorkerId> living() {
      return workers.living();
    }

    @Override
    public List<WorkerView> list() {
      return workers.list();
    }
  }
}
