package org.translationjobs.runtime;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.JobViews;

/** Looks at one job again and again and tells what changed, until the job has ended. */
final class JobFollower {
  private static final Logger LOG = LoggerFactory.getLogger(JobFollower.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final JobViews views;
  private final Tasks tasks;
  private final JobId job;
  private @Nullable JobView last;

  JobFollower(JobViews views, Tasks tasks, JobId job) {
    this.views = views;
    this.tasks = tasks;
    this.job = job;
  }

  /** Until the job has ended; a database that cannot be reached is asked again. */
  void follow(Consumer<JobView> listener) throws InterruptedException {
    for (var ended = false; !ended; tasks.sleep(LOOK_EVERY)) {
      try {
        ended = look(listener);
      } catch (UnavailableException e) {
        LOG.debug("job {} cannot be looked at now: {}", job, e.getMessage());
      }
    }
  }

  /**
   * @return the job as it stands when it has ended or the time is over
   */
  JobView await(Duration atMost) throws InterruptedException {
    var end = tasks.now().plus(atMost);
    while (!look(view -> {})) {
      var left = end.minus(tasks.now());
      if (!left.isPositive()) {
        break;
      }
      tasks.sleep(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
    }
    return Objects.requireNonNull(last);
  }

  /** Whether the job has ended. */
  private boolean look(Consumer<JobView> listener) {
    var now = views.find(job)
        .orElseThrow(() -> new TranslationJobsException("there is no job " + job));
    if (!now.equals(last)) {
      last = now;
      tell(listener, now);
    }
    return JobStatus.fromColumn(now.status()).map(JobStatus::isEnd).orElse(false);
  }

  private void tell(Consumer<JobView> listener, JobView view) {
    try {
      listener.accept(view);
    } catch (RuntimeException e) {
      LOG.warn("a listener of job {} failed", job, e);
    }
  }
}
