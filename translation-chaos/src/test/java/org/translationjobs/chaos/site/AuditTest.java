package org.translationjobs.chaos.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.chaos.servers.Servers;
import org.translationjobs.chaos.site.Audit.Findings;
import org.translationjobs.chaos.site.Audit.Kill;

/** Each wrong that the audit is there for, done by hand: a check that cannot fail proves nothing. */
class AuditTest {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String MOVED = "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm";

  private static final String CLAIM =
      """
          update translation_ops.work_items w set state = 'CLAIMED', claim_id = gen_random_uuid(),
            worker_id = (select worker_id from translation_ops.workers where name = '{me}'),
            lease_until = now() + interval '1 minute'
          where job_id = '{job}' and state = 'READY'""";
  private static final String TAKE_BACK =
      """
          update translation_ops.work_items set state = 'READY', claim_id = null, worker_id = null,
            lease_until = null where job_id = '{job}' and state = 'CLAIMED'""";
  private static final String FINISH_SUBTASK =
      """
          update translation_subtasks s set status = 'DONE', result_path = case
            when s.entity_type = 'chapter' then 'staged/' || w.claim_id || '.json' end
          from translation_ops.work_items w
          where w.subtask_id = s.id and s.job_id = '{job}'""";
  private static final String FINISH_ITEM =
      """
          update translation_ops.work_items set state = 'DONE', lease_until = null
          where job_id = '{job}' and state = 'CLAIMED'""";
  private static final String WRITE_NOVEL =
      """
          insert into novel_translations (novel_id, lang, title, description)
          select novel_id, 'es', {moved title}, {moved description} from novel_translations t
          where lang = 'en' and novel_id in (
            select entity_id from translation_subtasks where job_id = '{job}')
          on conflict (novel_id, lang) do update set title = excluded.title""";
  private static final String WRITE_CHAPTERS =
      """
          insert into chapter_translations (chapter_id, lang, title, content)
          select chapter_id, 'es', {moved title},
            '<p>' || translate(substr(content, 4, length(content) - 7), '{from}', '{to}') || '</p>'
          from chapter_translations where lang = 'en' and chapter_id in (
            select entity_id from translation_subtasks where job_id = '{job}')""";
  private static final String COMPLETE =
      "update translation_jobs set status = 'COMPLETED' where id = '{job}'";
  private static final String END_RUN =
      """
          update translation_ops.job_runs set state = 'PROMOTED', ended_at = now()
          where job_id = '{job}'""";

  @TempDir
  static Path folder;

  private static Servers servers;
  private static Site site;
  private final UUID job = site.createJobs(1, 2, false).getFirst();

  @BeforeAll
  static void start() {
    servers = Servers.start(1);
    site = Site.create(servers, folder);
    for (var name : List.of("worker-1", "worker-2")) {
      site.update(
          "insert into translation_ops.workers (worker_id, name, version, engines, store_id,"
              + " concurrency, lease_until) values (gen_random_uuid(), ?, '1', '{}', 's', 1, now())",
          name);
    }
  }

  @AfterAll
  static void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void whatHappensAsItShouldIsClean() throws SQLException {
    activate();
    as("worker-1", CLAIM);
    as("worker-1", FINISH_SUBTASK, FINISH_ITEM);
    assertThat(findings().lost()).isEqualTo(1);
    promote("worker-1");
    assertThat(findings()).isEqualTo(new Findings(1, 0, 0, 0, 0, 0, 0));
    assertThat(findings().clean()).isTrue();
  }

  @Test
  void aResultOfAnotherClaimIsStale() throws SQLException {
    activate();
    as("worker-1", CLAIM);
    as("worker-1", FINISH_SUBTASK.replace("w.claim_id", "gen_random_uuid()"), FINISH_ITEM);
    assertThat(findings().stale()).isEqualTo(2);
  }

  @Test
  void aSubtaskFinishedAfterItsClaimWasTakenBackIsStale() throws SQLException {
    activate();
    as("worker-1", CLAIM);
    as("worker-2", TAKE_BACK);
    as("worker-1", FINISH_SUBTASK.replace("w.claim_id", "'none'"));
    assertThat(findings().stale()).isEqualTo(3);
  }

  @Test
  void aFinishByWhoeverDoesNotHoldTheClaimIsStale() throws SQLException {
    activate();
    as("worker-1", CLAIM);
    as("worker-2", FINISH_SUBTASK, FINISH_ITEM);
    assertThat(findings().stale()).isEqualTo(3);
  }

  @Test
  void aClaimOnAClaimIsStale() throws SQLException {
    activate();
    as("worker-1", CLAIM);
    as("worker-2", CLAIM.replace("state = 'READY'", "state = 'CLAIMED'"));
    assertThat(findings().stale()).isEqualTo(3);
  }

  @Test
  void aPromotionByWhoeverDoesNotHoldItIsStale() throws SQLException {
    finish();
    as("worker-2", WRITE_NOVEL, WRITE_CHAPTERS, COMPLETE, END_RUN);
    assertThat(findings()).isEqualTo(new Findings(1, 0, 0, 0, 1, 0, 0));
  }

  @Test
  void textsThatAreWrittenTwiceOrOutsideAPromotionAreNoticed() throws SQLException {
    finish();
    as("worker-1", WRITE_NOVEL);
    assertThat(findings().twice()).isEqualTo(1);
    promote("worker-1");
    assertThat(findings().twice()).isEqualTo(1);
  }

  @Test
  void aJobThatIsCompletedTwiceIsNoticed() throws SQLException {
    finish();
    promote("worker-1");
    as("worker-1", COMPLETE.replace("COMPLETED", "IN_PROGRESS"));
    assertThat(findings().lost()).isEqualTo(1);
    as("worker-1", COMPLETE);
    assertThat(findings()).isEqualTo(new Findings(1, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void aPromotionOfSomeTextsIsPartial() throws SQLException {
    finish();
    as("worker-1", WRITE_NOVEL, COMPLETE, END_RUN);
    assertThat(findings()).isEqualTo(new Findings(1, 0, 0, 0, 0, 1, 0));
  }

  @Test
  void aTextThatIsNotTheTranslationIsWrong() throws SQLException {
    finish();
    as("worker-1", WRITE_NOVEL.replace("{moved title}", "title"), WRITE_CHAPTERS, COMPLETE,
        END_RUN);
    assertThat(findings()).isEqualTo(new Findings(1, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void aJobThatFailedIsCounted() throws SQLException {
    as("worker-1", COMPLETE.replace("COMPLETED", "FAILED"));
    assertThat(findings()).isEqualTo(new Findings(1, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void theTimeFromAKillToTheNextClaimIsMeasured() throws SQLException {
    activate();
    as("worker-1", CLAIM);
    var kill = new Kill(site.now(), "worker-1");
    assertThat(site.audit().hits(List.of(kill), List.of(job)).never()).isEqualTo(3);
    as("worker-2", TAKE_BACK);
    as("worker-2", CLAIM);
    var other = new Kill(site.now(), "worker-1");
    var hits = site.audit().hits(List.of(kill, other), List.of(job));
    assertThat(hits.count()).isEqualTo(3);
    assertThat(hits.never()).isZero();
    assertThat(hits.percentile(1)).isGreaterThan(Duration.ZERO);
  }

  private Findings findings() {
    return site.audit().of(List.of(job));
  }

  private void activate() throws SQLException {
    as(
        "worker-1",
        """
            insert into translation_ops.job_runs (run_id, job_id, number, plan, engines,
              promotion_worker_id)
            select gen_random_uuid(), '{job}', 1, '{}', '{}', worker_id
            from translation_ops.workers where name = 'worker-1'""",
        """
            insert into translation_ops.work_items (subtask_id, job_id, run_id, entity_type,
              entity_id, priority, state)
            select s.id, s.job_id, r.run_id, s.entity_type, s.entity_id, s.priority, 'READY'
            from translation_subtasks s join translation_ops.job_runs r using (job_id)
            where s.job_id = '{job}'""");
  }

  private void finish() throws SQLException {
    activate();
    as("worker-1", CLAIM);
    as("worker-1", FINISH_SUBTASK, FINISH_ITEM);
  }

  private void promote(String worker) throws SQLException {
    as(worker, WRITE_NOVEL, WRITE_CHAPTERS, COMPLETE, END_RUN);
  }

  /** All in one transaction of a worker. */
  private void as(String worker, String... statements) throws SQLException {
    try (var connection = servers.connect(); var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local application_name = '" + worker + "'");
      for (var sql : statements) {
        statement.execute(
            sql.replaceAll("\\{moved (\\w+)}", "translate($1, '{from}', '{to}')")
                .replace("{from}", LETTERS)
                .replace("{to}", MOVED)
                .replace("{job}", job.toString())
                .replace("{me}", worker));
      }
      connection.commit();
    }
  }
}
