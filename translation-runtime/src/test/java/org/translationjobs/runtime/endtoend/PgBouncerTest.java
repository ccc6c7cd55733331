package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.PgBouncer;

/**
 * Behind a PgBouncer in transaction mode that has fewer connections than the workers;
 * {@code CI} set means that it has to be installed.
 */
class PgBouncerTest {
  private static final int CHAPTERS = 200;

  @BeforeEach
  void pgBouncerIsInstalled() {
    assumeTrue(
        PgBouncer.isInstalled() || System.getenv("CI") != null, "pgbouncer is not installed");
  }

  @Test
  void migrationWorkAndPromotionOfThreeWorkersShareFourConnections() throws Exception {
    var engine = new TestEngine("pseudo");
    try (var pooler = PgBouncer.before(EmbeddedPostgres.shared(), 4);
        var site = Site.unmigrated().through(pooler).engines(engine)) {
      site.system().migrate();
      var workers = List.of(site.startWorker(), site.startWorker(), site.startWorker());
      var novel = site.novel(CHAPTERS);
      var job = site.job(novel, "en", "es");
      var other = site.job(site.novel(3), "en", "fr");
      site.announce(job);
      site.announce(other);
      site.awaitStatus(job, "COMPLETED");
      site.awaitStatus(other, "COMPLETED");
      assertThat(site.chapters(novel, "es")).hasSize(CHAPTERS);
      assertThat(engine.texts().entrySet())
          .filteredOn(e -> e.getKey().matches("Once .* lamp \\d{2,}\\."))
          .allSatisfy(e -> assertThat(e.getValue()).as(e.getKey()).isEqualTo(1))
          .hasSize(CHAPTERS - 9);
      assertThat(workers)
          .allSatisfy(
              worker -> assertThat(worker.events(WorkerEvent.LoopFailed.class)).isEmpty());
      assertThat(site.count("select count(*) from translation_ops.promotions")).isEqualTo(2);
    }
  }
}
