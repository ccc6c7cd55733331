package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.staging.StagedText;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.testkit.InMemoryStaging;
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

  @Test
  void aTransactionHearsOfItsPromotionWhileTheStoreIsSlow() {
    var run = scene.start();
    scene.finishAll(run);
    var words = new ArrayList<Duration>();
    var promotions = noted(Promotions.class, worker.ports().promotions(), words);
    assertThat(promote(new Slow(Duration.ofSeconds(1)), promotions).run(scene.promotionClaim(run)))
        .isEmpty();
    assertThat(tasks.now()).isGreaterThanOrEqualTo(Duration.ofSeconds(CHAPTERS));
    for (var i = 1; i < words.size(); i++) {
      assertThat(words.get(i).minus(words.get(i - 1)))
          .isLessThan(PromotionTransaction.LONGEST_PAUSE.dividedBy(2));
    }
  }

  /** A port that notes when it, or a transaction it began, is asked for anything. */
  private <T> T noted(Class<T> port, T original, List<Duration> words) {
    return port.cast(
        Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (p, method, given) -> {
          words.add(tasks.now());
          var result = method.invoke(original, given);
          return result instanceof PromotionTransaction transaction
              ? noted(PromotionTransaction.class, transaction, words)
              : result;
        }));
  }

  private PromoteRun promote(Staging staging) {
    return promote(staging, worker.ports().promotions());
  }

  private PromoteRun promote(Staging staging, Promotions promotions) {
    var ports = worker.ports();
    return new PromoteRun(
        new WorkerPorts(
            tasks, ports.jobs(), ports.runs(), ports.claims(), promotions,
            ports.sourceTexts(), ports.workers(), ports.holds(), ports.housekeeping(), staging,
            new AnyText(),
            ports.announcements(), ports.announcementFormat(), ports.translator(), ports.ledger(),
            ports.prices(), List.of()),
        new WorkerProfile(
            worker.profile.id(), "one", "test", List.of("pseudo"), Scene.PLAN.store(), 1),
        worker.events);
  }

  /** Each object holds its own path. */
  private class Slow extends Unreliable {
    private final Duration pause;

    Slow(Duration pause) {
      super(0);
      this.pause = pause;
    }

    @Override
    public Found get(String path) {
      try {
        tasks.sleep(pause);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return super.get(path);
    }
  }

  /** Each object holds its own path; each is there after so many vain attempts. */
  private static class Unreliable implements Staging {
    private final InMemoryStaging store = new InMemoryStaging(Scene.PLAN.store());
    private final int failures;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    Unreliable(int failures) {
      this.failures = failures;
    }

    @Override
    public StoreId storeId() {
      return store.storeId();
    }

    @Override
    public String put(StagingKey key, byte[] content) {
      return store.put(key, content);
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
      store.delete(paths);
    }
  }

  private static final class AnyText implements StagedText {
    @Override
    public String write(EntityType type, TranslatedText text, TextHash source, String engine) {
      return text.title() + "\n" + text.body();
    }

    @Override
    public Read read(EntityType type, String staged) {
      return new Read.Text(new TranslatedText("Título", "Contenido"));
    }
  }
}
