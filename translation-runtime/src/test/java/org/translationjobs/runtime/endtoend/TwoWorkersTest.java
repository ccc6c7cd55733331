package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.testkit.Eventually;

class TwoWorkersTest {
  private static final int CHAPTERS = 4_998;

  @Test
  void twoWorkersShareOneJobAndNothingIsDoneTwice() throws Exception {
    try (var site = Site.create()) {
      var engine = new TestEngine("pseudo");
      site.set("TRANSLATION_ENGINE", "pseudo").engines(engine);
      var novel = site.novel(CHAPTERS);
      var one = site.startWorker();
      var two = site.startWorker();
      // a job that is there before the workers would be found by the first one
      var job = site.job(novel, "en", "es");
      site.announce(job);
      Eventually.until(
          "the job is COMPLETED", Duration.ofMinutes(10),
          () -> site.status(job).equals("COMPLETED"));

      var finished = new ConcurrentHashMap<Object, Integer>();
      var ofOne = one.events(WorkerEvent.SubtaskFinished.class);
      var ofTwo = two.events(WorkerEvent.SubtaskFinished.class);
      ofOne.forEach(e -> finished.merge(e.item().subtask(), 1, Integer::sum));
      ofTwo.forEach(e -> finished.merge(e.item().subtask(), 1, Integer::sum));
      assertThat(finished).hasSize(CHAPTERS + 2);
      assertThat(finished.values()).containsOnly(1);
      assertThat(engine.texts().entrySet())
          .filteredOn(e -> e.getKey().startsWith("Once"))
          .allSatisfy(e -> assertThat(e.getValue()).as(e.getKey()).isEqualTo(1))
          .hasSize(CHAPTERS);
      assertThat(ofOne.size()).isGreaterThanOrEqualTo((CHAPTERS + 2) * 3 / 10);
      assertThat(ofTwo.size()).isGreaterThanOrEqualTo((CHAPTERS + 2) * 3 / 10);
      assertThat(site.chapters(novel, "es")).hasSize(CHAPTERS);
      assertThat(site.count("select count(*) from translation_ops.promotions")).isEqualTo(1);
    }
  }
}
