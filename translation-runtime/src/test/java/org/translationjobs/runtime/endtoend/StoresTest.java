package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.testkit.EmbeddedS3;
import org.translationjobs.testkit.Eventually;

/** Where results wait. */
class StoresTest {
  @Test
  void jobRunsEndToEndWithStagingInS3() throws Exception {
    try (var s3 = EmbeddedS3.start().createBucket("novels"); var site = Site.create()) {
      site.set("S3_BUCKET", "novels")
          .set("S3_PREFIX", "staged/here")
          .set("S3_ENDPOINT", s3.endpoint().toString());
      System.setProperty("aws.accessKeyId", EmbeddedS3.ACCESS_KEY);
      System.setProperty("aws.secretAccessKey", EmbeddedS3.SECRET_KEY);
      try {
        var novel = site.novel(3);
        var job = site.job(novel, "en", "es");
        site.announce(job);
        site.startWorker();
        site.awaitStatus(job, "COMPLETED");
        assertThat(site.chapters(novel, "es")).hasSize(3);
        assertThat(
            site.query(
                "select result_path from translation_subtasks where entity_type = 'chapter'"))
            .hasSize(3)
            .allSatisfy(row -> assertThat(String.valueOf(row.get("result_path")))
                .startsWith("s3://novels/staged/here/" + job + "/"));
      } finally {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "../../etc/passwd", "/etc/passwd", "s3://elsewhere/staging/x.json",
      "staging/../../../etc/passwd"})
  void foreignResultPathThatLeadsElsewhereIsRefused(String path) throws Exception {
    try (var site = Site.create()) {
      var novel = site.novel(1);
      var job = site.job(novel, "en", "es");
      site.update(
          "update translation_subtasks set status = 'DONE', result_path = ?, finished_at = utcnow"
              + " where job_id = ? and entity_type = 'chapter'",
          path, job.value());
      site.announce(job);
      var worker = site.startWorker();
      Eventually.until(
          "it is said", () -> !worker.events(WorkerEvent.PromotionDelayed.class).isEmpty());
      assertThat(worker.events(WorkerEvent.PromotionDelayed.class).getFirst().why())
          .contains("result_path is not accepted");
      assertThat(site.chapters(novel, "es")).isEmpty();
    }
  }

  @Test
  void twoWorkersWithAFolderEachDoNotLoopButSayWhatIsWrong(@TempDir Path other) throws Exception {
    try (var site = Site.create()) {
      var engine = new TestEngine("pseudo");
      site.set("TRANSLATION_ENGINE", "pseudo").engines(engine);
      var novel = site.novel(20);
      var mine = site.startWorker();
      site.set("STAGING_DIR", other.toString());
      var theirs = site.startWorker();
      engine.does(request -> {
        Eventually.until(
            "the other worker has looked at the run",
            () -> notServable(mine) + notServable(theirs) > 0);
        return TestEngine.shouted(request);
      });
      // a job that is there before the workers would be found by the first one
      var job = site.job(novel, "en", "es");
      site.announce(job);
      site.awaitStatus(job, "COMPLETED");
      assertThat(notServable(mine) + notServable(theirs))
          .as("said once, by the one that did not start the run")
          .isEqualTo(1);
      assertThat(
          engine.texts().entrySet()).filteredOn(e -> e.getKey().startsWith("Once"))
          .allSatisfy(e -> assertThat(e.getValue()).isEqualTo(1));
    }
  }

  private static int notServable(Site.RunningWorker worker) {
    return worker.events(WorkerEvent.JobNotServable.class).size();
  }
}
