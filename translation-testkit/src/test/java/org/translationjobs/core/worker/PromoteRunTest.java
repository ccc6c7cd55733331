package org.translationjobs.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
import org.translationjobs.core.time.Tasks;
import org.translationjobs.testkit.InMemoryStaging;
import org.translationjobs.testkit.RealTasks;
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
    var heard = new CountDownLatch(1);
    var promotions =
        observed(Promotions.class, worker.ports().promotions(), "keepAlive", heard::countDown);
    assertThat(
        promote(new RealTasks(), new Slow(heard), promotions).run(scene.promotionClaim(run)))
        .isEmpty();
    assertThat(heard.getCount()).isZero();
  }

  @Test
  @Timeout(60)
  void readersJoinOneThatTheStoreKeepsWaiting() {
    var run = scene.start();
    scene.finishAll(run);
    assertThat(
        promote(new RealTasks(), new Gathering(16), worker.ports().promotions())
            .run(scene.promotionClaim(run)))
        .isEmpty();
  }

  /** A port that tells when it, or a transaction it began, is called by this name. */
  private static <T> T observed(Class<T> port, T original, String name, Runnable observer) {
    return port.cast(
        Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (p, method, given) -> {
          if (method.getName().equals(name)) {
            observer.run();
          }
          var result = method.invoke(original, given);
          return result instanceof PromotionTransaction transaction
              ? observed(PromotionTransaction.class, transaction, name, observer)
              : result;
        }));
  }

  private PromoteRun promote(Staging staging) {
    return promote(tasks, staging, worker.ports().promotions());
  }

  private PromoteRun promote(Tasks tasks, Staging staging, Promotions promotions) {
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

  /** Each object holds its own path, and is there only after something else has happened. */
  private static class Slow extends Unreliable {
    private final CountDownLatch until;

    Slow(CountDownLatch until) {
      super(0);
      this.until = until;
    }

    @Override
    public Found get(String path) throws InterruptedException {
      until.await();
      return super.get(path);
    }
  }

  /** Nobody gets an object before so many wait for one at the same time. */
  private static final class Gathering extends Slow {
    private final CountDownLatch missing;

    Gathering(int readers) {
      this(new CountDownLatch(readers));
    }

    private Gathering(CountDownLatch missing) {
      super(missing);
      this.missing = missing;
    }

    @Override
    public Found get(String path) throws InterruptedException {
      missing.countDown();
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
    public Found get(String path) throws InterruptedException {
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
    public byte[] write(EntityType type, TranslatedText text, TextHash source, String engine) {
      return (text.title() + "\n" + text.body()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Read read(EntityType type, byte[] staged) {
      return new Read.Text(new TranslatedText("Título", "Contenido"));
    }
  }
}
