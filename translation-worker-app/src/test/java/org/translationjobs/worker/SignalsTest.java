package org.translationjobs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.NovelText.ChapterText;
import org.translationjobs.core.submission.NovelText.VolumeText;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.runtime.TranslationJobs;
import org.translationjobs.testkit.EmbeddedPostgres;
import org.translationjobs.testkit.Eventually;

/** Signals to a worker process in the midst of engine calls. */
class SignalsTest {
  private static final NovelText NOVEL = new NovelText(
      "the-lamp", "en", "The tale of the lamp", null,
      List.of(
          new VolumeText(
              "Volume the first", null,
              List.of(new ChapterText(1, "Dusk is near", "<p>It was lit at the end.</p>")))));
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir
  Path folder;
  private final EmbeddedPostgres.Database database = EmbeddedPostgres.shared().createDatabase();
  private SlowApertium engine;
  private TranslationJobs jobs;
  private JobId job;

  @BeforeEach
  void submit() throws IOException {
    engine = new SlowApertium();
    jobs = TranslationJobs.builder()
        .dataSource(database.dataSource())
        .staging(folder.resolve("staging"))
        .build();
    jobs.system().createGuideTables(true);
    jobs.system().migrate();
    job = jobs.submit(
        jobs.system().submissions().importNovel(NOVEL), LanguagePair.of("en", "es"));
  }

  @AfterEach
  void close() {
    jobs.close();
    engine.close();
  }

  @Test
  void theFirstHandsBackWhatDoesNotEndInTime() throws Exception {
    try (var worker = busyWorker()) {
      worker.terminate();
      assertThat(worker.awaitEnd()).isEqualTo(ExitCode.OK);
      assertThat(worker.output()).contains("subtask_handed_back").contains("worker_stopped");
      assertThat(subtasks()).allMatch(subtask -> subtask.status().equals("PENDING"));
    }
    completedByAnother();
  }

  @Test
  void theSecondEndsItAtOnceAndNothingIsLost() throws Exception {
    try (var worker = busyWorker()) {
      worker.terminate();
      worker.awaitOutput("worker_stopping");
      worker.terminate(); // not SIGINT: whatever a shell runs in the background ignores it
      assertThat(worker.awaitEnd()).isEqualTo(ExitCode.ofSignal(15));
      assertThat(worker.output()).doesNotContain("worker_stopped");
      assertThat(subtasks()).allMatch(subtask -> subtask.status().equals("IN_PROGRESS"));
    }
    completedByAnother();
  }

  private WorkerProcess busyWorker() throws IOException {
    var worker = WorkerProcess.start(folder, environment());
    Eventually.until("an engine call for each subtask", LONG, () -> engine.asked() >= 3);
    return worker;
  }

  private void completedByAnother() throws Exception {
    engine.release();
    try (var other = WorkerProcess.start(folder, environment())) {
      other.awaitOutput("job_completed");
      assertThat(subtasks()).allMatch(subtask -> subtask.counts().attempts() == 0);
    }
  }

  private List<SubtaskView> subtasks() {
    return jobs.system().views().subtasks(job);
  }

  private Map<String, String> environment() {
    return Map.of(
        "DATABASE_URL", database.url(),
        "STAGING_DIR", folder.resolve("staging").toString(),
        "TRANSLATION_ENGINE", "apertium",
        "APERTIUM_URL", engine.url(),
        "LOG_FORMAT", "json",
        "HTTP_PORT", "0",
        "SHUTDOWN_SECONDS", "8");
  }
}
