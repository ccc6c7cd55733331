package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.JobId;
import org.translationjobs.testkit.EmbeddedRedisCluster;
import org.translationjobs.testkit.EmbeddedRedisSentinel;
import org.translationjobs.testkit.Eventually;

/** Jobs that only their announcement can start, announced in a Cluster and through Sentinel. */
class RedisFormsTest {
  @Test
  void aClusterOfThreeNodesAnnouncesJobs() throws Exception {
    try (var cluster = EmbeddedRedisCluster.start();
        var site = Site.create()
            .set("REDIS_URL", cluster.url())
            .engines(new TestEngine("pseudo"))) {
      site.startWorker();
      completesByItsAnnouncement(site);
    }
  }

  @Test
  void sentinelsNewMasterAnnouncesJobsAfterAFailover() throws Exception {
    try (var servers = EmbeddedRedisSentinel.start();
        var site = Site.create()
            .set("REDIS_URL", servers.url())
            .engines(new TestEngine("pseudo"))) {
      site.startWorker();
      completesByItsAnnouncement(site);
      servers.failOver();
      completesByItsAnnouncement(site);
    }
  }

  private static void completesByItsAnnouncement(Site site) {
    var job = jobThatNoSweepFinds(site);
    var announcements = site.system().announcements();
    Eventually.until("it is announced", () -> {
      announcements.announce(job);
      return true;
    });
    site.awaitStatus(job, "COMPLETED");
    assertThat(
        site.count(
            "select count(*) from translation_ops.promotions where job_id = ?", job.value()))
        .isEqualTo(1);
  }

  /** Created before the installation. */
  private static JobId jobThatNoSweepFinds(Site site) {
    var job = site.job(site.novel(2), "en", "es");
    site.update(
        "update translation_jobs set created_at = created_at - interval '1 year' where id = ?",
        job.value());
    return job;
  }
}
