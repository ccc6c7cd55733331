package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.core.job.JobId;
import org.translationjobs.testkit.Eventually;

/** Jobs that cannot be translated end FAILED with the reason, and nothing else is touched. */
class RefusalsTest {
  private Site site;
  private UUID novel;

  @BeforeEach
  void open() {
    site = Site.create();
    novel = site.novel(2);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void equalLanguagesNeverTouchTheSourceRows() {
    var before = sourceRows();
    var job = site.job(novel, "en", "EN");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("from_lang and target_lang are the same: en");
    assertThat(sourceRows()).isEqualTo(before);
    assertThat(site.count("select count(*) from translation_ops.work_items")).isZero();
  }

  private List<List<Map<String, Object>>> sourceRows() {
    return Stream.of("novel", "volume", "chapter")
        .map(
            entity -> site.query(
                "select *, xmin::text from " + entity + "_translations order by " + entity
                    + "_id"))
        .toList();
  }

  @Test
  void entityTwiceIsRefusedNamingIt() {
    var job = site.job(novel, "en", "es");
    site.update(
        "insert into translation_subtasks select gen_random_uuid(), job_id, entity_type, entity_id,"
            + " parent_volume_id, seq, priority, status, null, null, null, null, null, created_at,"
            + " updated_at from translation_subtasks where job_id = ? and entity_type = 'novel'",
        job.value());
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("both name novel " + novel);
  }

  @ParameterizedTest
  @ValueSource(strings = {"novel", "volume"})
  void novelOrVolumeOfAnotherNovelIsRefused(String type) {
    var other = site.novel(1);
    var job = site.job(novel, "en", "es");
    site.update(
        "update translation_subtasks set entity_id = (select "
            + (type.equals("novel") ? "id from novels where id = ?"
                : "id from volumes where novel_id = ?")
            + ") where job_id = ? and entity_type = ?",
        other, job.value(), type);
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("not part of the novel");
  }

  @Test
  void entityOfAnotherNovelIsRefused() {
    var other = site.novel(1);
    var job = site.job(novel, "en", "es");
    site.update(
        "update translation_subtasks set entity_id = (select c.id from chapters c join volumes v on"
            + " v.id = c.volume_id where v.novel_id = ?) where id = (select id from"
            + " translation_subtasks where job_id = ? and entity_type = 'chapter' limit 1)",
        other, job.value());
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("not part of the novel");
  }

  @Test
  void jobWithTooFewSubtasksWaitsForItsCreatorThenFailsNamingBothNumbers() {
    var job = site.job(novel, "en", "es");
    site.update("update translation_jobs set total_subtasks = 9 where id = ?", job.value());
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("4 subtasks").contains("total_subtasks says 9");
  }

  @Test
  void jobWhoseCreatorWasSlowRuns() {
    site.set("CREATOR_GRACE_SECONDS", "20");
    var job = UUID.randomUUID();
    site.insertJob(job, novel, "en", "es");
    site.update("update translation_jobs set total_subtasks = 1 where id = ?", job);
    site.announce(new JobId(job));
    site.startWorker();
    Eventually.until(
        "the announcement is taken", () -> site.redis().list(Site.QUEUE).isEmpty());
    site.update(
        "insert into translation_subtasks (id, job_id, entity_type, entity_id, seq, priority, status,"
            + " created_at, updated_at) values (gen_random_uuid(), ?, 'novel', ?, 0, 10, 'PENDING',"
            + " utcnow, utcnow)",
        job, novel);
    site.awaitStatus(new JobId(job), "COMPLETED");
  }

  @Test
  void jobWithoutAnySubtaskFails() {
    var job = UUID.randomUUID();
    site.insertJob(job, novel, "en", "es");
    site.announce(new JobId(job));
    site.startWorker();
    site.awaitStatus(new JobId(job), "FAILED");
    assertThat(site.errorOf(new JobId(job))).isEqualTo(
        "it has no subtasks (total_subtasks says 0)");
  }

  @Test
  void jobWithMoreSubtasksThanItSaysRunsAndIsCorrected() {
    var job = site.job(novel, "en", "es");
    site.update("update translation_jobs set total_subtasks = 1 where id = ?", job.value());
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "COMPLETED");
    assertThat(site.count("select total_subtasks from translation_jobs where id = ?", job.value()))
        .isEqualTo(4);
  }

  @Test
  void languagePairThatNoEngineTranslatesFailsWithTheEnginesReason() {
    site.set("TRANSLATION_ENGINE", "pseudo").engines(new TestEngine("pseudo"));
    var job = site.job(novel, "en", "xx");
    site.announce(job);
    site.startWorker();
    site.awaitStatus(job, "FAILED");
    assertThat(site.errorOf(job)).contains("pseudo does not translate en→xx");
  }
}
