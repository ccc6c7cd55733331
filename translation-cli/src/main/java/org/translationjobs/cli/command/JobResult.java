package org.translationjobs.cli.command;

import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.view.JobView;

/** How a job ended, in words and as an exit code. */
final class JobResult {
  private JobResult() {}

  static boolean isEnd(JobView job) {
    return JobStatus.fromColumn(job.status()).map(JobStatus::isEnd).orElse(true);
  }

  static int exitCode(JobView job) {
    return switch (job.status()) {
      case "COMPLETED" -> ExitCode.OK;
      case "FAILED", "CANCELLED" -> ExitCode.FAILED;
      default -> ExitCode.REFUSED;
    };
  }

  /**
   * Says how it ended and what to do next, and answers with the exit code. A job that has not ended is
   * under way elsewhere.
   */
  static int report(Session session, JobView job, boolean json) {
    if (json) {
      session.printJson(Documents.job(job));
    }
    session.say(words(job));
    return exitCode(job);
  }

  static CliFailure gone(String id) {
    return CliFailure.notFound("job " + id + " was deleted by someone else");
  }

  private static String words(JobView job) {
    return switch (job.status()) {
      case "COMPLETED" -> "Job " + job.id() + " is COMPLETED: " + job.progress().done()
          + " subtasks promoted. See it: translation-cli show " + job.id();
      case "FAILED" -> "Job " + job.id() + " FAILED: "
          + job.errorMessage().orElse("no reason recorded")
          + ". Try again: translation-cli reprocess " + job.id();
      case "CANCELLED" -> "Job " + job.id() + " was CANCELLED. Start it again: translation-cli"
          + " reprocess " + job.id();
      default -> JobStatus.fromColumn(job.status()).isPresent()
          ? "Job " + job.id() + " is " + job.status() + ", " + job.progress()
              + " subtasks are done; it goes on elsewhere. Follow it: translation-cli watch "
              + job.id()
          : "Job " + job.id() + " " + statusNotOurs(job) + ".";
    };
  }

  /** Why nothing is done about a job whose status is somebody else's. */
  static CliFailure notOurs(JobView job) {
    return CliFailure.refused("job " + job.id() + " " + statusNotOurs(job));
  }

  /** The same to be read after the job's name. */
  static String statusNotOurs(JobView job) {
    return "has the status '" + job.status()
        + "', which is not one of ours: it is left alone";
  }
}
