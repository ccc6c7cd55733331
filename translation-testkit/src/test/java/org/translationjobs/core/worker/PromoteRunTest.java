package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.staging.StagedText;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.testkit.Scene;
import org.translationjobs.testkit.memory.InMemoryUnderTest;

class PromoteRunTest {
  private static final int CHAPTERS = 300;

  private final LeapingTasks tasks = new LeapingTasks();
  private final WorkerScene worker = new WorkerScene(tasks);
  private final Scene scene = Scene.pendingJob(
      new InMemoryUnderTest(worker.database), CHAPTERS);

  @Test
  void aStoreThatFailsNowAndThenIsAskedAgain() {
    var run = scene.start();
    scene.finishAll(run);
    assertThat(promote(new Unreliable(3)).run(scene.promotionClaim(run))).isEmpty();
    assertThat(worker.told(WorkerEvent.JobCompleted.class)).hasSize(1);
  }

  @Test
  void aStoreThatIsGoneEndsTheAttemptWithinSeconds() {
    var run = scene.start();
    scene.finishAll(run);
    var began = tasks.now();
    assertThat(promote(new Unreliable(Integer.MAX_VALUE)).run(scene.promotionClaim(run)))
        .isPresent();
    assertThat(tasks.now().minus(began)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(worker.told(WorkerEvent.PromotionDelayed.class)).hasSize(1);
  }

  private PromoteRun promote(Staging staging) {
    var ports = worker.ports();
    return new PromoteRun(
        new WorkerPorts(
            tasks, ports.jobs(), ports.runs(), ports.claims(), ports.promotions(),
            ports.sourceTexts(), ports.workers(), ports.housekeeping(), staging, new AnyText(),
            ports.announcements(), ports.announcementFormat(), ports.translator(), List.of()),
        new WorkerProfile(
            worker.profile.id(), "one", "test", List.of("pseudo"), Scene.PLAN.store(), 1),
        worker.events);
  }

  /** Each object holds its own path; each is there after so many vain attempts. */
  private static final class Unreliable implements Staging {
    private final int failures;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    Unreliable(int failures) {
      this.failures = failures;
    }

    @Override
    public StoreId storeId() {
      return Scene.PLAN.store();
    }

    @Override
    public String put(StagingKey key, byte[] content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Found get(String path) {
      if (asked.merge(path, 1, Integer::sum) <= failures) {
        throw new UnavailableException("staging", "answered 503", null);
      }
      return new Found.Content(path.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void delete(Collection<String> paths) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class AnyText implements StagedText {
    @Override
    public String write(EntityType type, TranslatedText text, TextHash source, String engine) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Read read(EntityType type, String staged) {
      return new Read.Text(new TranslatedText("Título", "Contenido"));
    }
  }
}
