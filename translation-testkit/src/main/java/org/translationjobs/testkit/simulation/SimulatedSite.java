package org.translationjobs.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.Submissions.Submitted;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.testkit.memory.Rows;

/** The site around the workers of a {@link Simulation}: its novels, and the jobs that it creates. */
public final class SimulatedSite {
  /** A job that was created here, whatever became of it, with so many subtasks. */
  public record Created(NovelId novel, JobId job, int subtasks) {}

  private final Simulation simulation;
  private final List<Created> created = new ArrayList<>();

  SimulatedSite(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Puts a novel of one volume and so many chapters into the content tables. */
  public NovelId importNovel(int chapters) {
    return importNovel("A novel", "", chapters);
  }

  /** The same with a title that is part of every text. */
  public NovelId importNovel(String title, int chapters) {
    return importNovel(title, " of " + title, chapters);
  }

  private NovelId importNovel(String title, String ofIt, int chapters) {
    var texts = new ArrayList<NovelText.ChapterText>();
    for (var i = 1; i <= chapters; i++) {
      texts.add(
          new NovelText.ChapterText(
              i, "Chapter " + i + ofIt, "Text of chapter " + i + ofIt + "."));
    }
    return simulation.database()
        .submissions()
        .importNovel(
            new NovelText(
                "novel", Simulation.LANGUAGES.from(), title, "About it.",
                List.of(new NovelText.VolumeText("A volume" + ofIt, null, texts))));
  }

  /** Creates a job and announces it. */
  public JobId submit(NovelId novel) {
    var job = submitSilently(novel);
    simulation.announcements().announce(job);
    return job;
  }

  /** Creates a job that nobody announces. */
  public JobId submitSilently(NovelId novel) {
    return switch (simulation.database()
        .submissions()
        .submit(NewJob.of(novel, Simulation.LANGUAGES))) {
      case Submitted.Created(var job, var subtasks) -> {
        created.add(new Created(novel, job, subtasks));
        yield job;
      }
      case Submitted.NothingToTranslate(var reason) -> throw new IllegalStateException(reason);
    };
  }

  /** All jobs that were created here. */
  public List<Created> created() {
    return List.copyOf(created);
  }

  /** Whether a job is COMPLETED, FAILED or CANCELLED, was deleted or taken by someone else. */
  public boolean hasEnded(JobId job) {
    return JobStatus.fromColumn(status(job)).map(JobStatus::isEnd).orElse(true);
  }

  /** As its row has it, or {@code deleted}. */
  public String status(JobId job) {
    return simulation.database().job(job).map(Rows.Job::status).orElse("deleted");
  }

  /** Waits until a job has ended; returns its status, or {@code deleted}. */
  public String awaitEnd(JobId job) throws InterruptedException {
    simulation.await("the end of job " + job, simulation.patience(), () -> hasEnded(job));
    return status(job);
  }

  /** A staged result as a worker of ours would write it for a source text. */
  public String stagedTranslation(EntityType type, @Nullable String title, @Nullable String body) {
    var staged = new PlainFormats().write(
        type, new TranslatedText(translation(title), translation(body)),
        TextHash.of(title, body), FakeEngine.NAME);
    return new String(staged, StandardCharsets.UTF_8);
  }

  private static @Nullable String translation(@Nullable String text) {
    return text == null ? null : FakeEngine.translation(text, Simulation.LANGUAGES.to());
  }
}
