package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that the guide's worker began and did not end. */
class LegacyJobTest {
  private Site site;
  private UUID novel;

  @BeforeEach
  void open() {
    site = Site.create();
    novel = site.novel(4);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void jobOfAKilledWorkerIsFinishedAndPromotedWithTheResultsItHadStaged() throws Exception {
    var job = site.job(novel, "en", "es");
    site.update(
        "update translation_jobs set status = 'IN_PROGRESS', started_at = utcnow,"
            + " completed_subtasks = 3, progress = 50 where id = ?",
        job.value());
    site.update(
        "update translation_subtasks set status = 'DONE', finished_at = utcnow,"
            + " result_text = '{\"title\": \"De antes\", \"description\": null}'"
            + " where job_id = ? and entity_type <> 'chapter'",
        job.value());
    var first = site.query(
        "select s.id from translation_subtasks s join chapters c on c.id = s.entity_id"
            + " where s.job_id = ? and c.seq = 1",
        job.value()).getFirst().get("id");
    // the guide's worker writes below its own folder "staging", relative to where it runs
    var path = "staging/" + job + "/" + first + ".json";
    var file = site.staging().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"title\": \"Uno\", \"content\": \"<p>\\u00c9rase una vez.</p>\"}");
    site.update(
        "update translation_subtasks set status = 'DONE', finished_at = utcnow, result_path = ?"
            + " where id = ?",
        path, first);
    site.update(
        "update translation_subtasks set status = 'IN_PROGRESS', started_at = utcnow where job_id = ?"
            + " and entity_id in (select id from chapters where seq = 2)",
        job.value());

    site.startWorker();
    site.awaitStatus(job, "COMPLETED");

    assertThat(site.chapters(novel, "es"))
        .containsExactly(
            "<p>Érase una vez.</p>", "[es] <p>Once upon a time there was lamp 2.</p>",
            "[es] <p>Once upon a time there was lamp 3.</p>",
            "[es] <p>Once upon a time there was lamp 4.</p>");
    assertThat(
        site.text("select title from novel_translations where lang = 'es' and novel_id = ?", novel))
        .isEqualTo("De antes");
    assertThat(
        site.count("select completed_subtasks from translation_jobs where id = ?", job.value()))
        .isEqualTo(6);
    assertThat(file).as("what we did not write is not deleted").exists();
  }
}
