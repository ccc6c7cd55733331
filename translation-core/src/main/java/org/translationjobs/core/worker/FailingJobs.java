package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.time.Tasks;

/** Jobs whose activation failed, each left alone for a while that doubles. For one thread. */
final class FailingJobs {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST = 1_000;

  private final Tasks tasks;
  private final Map<JobId, Pause> pauses = new LinkedHashMap<>();

  private record Pause(Duration until, Duration length) {}

  FailingJobs(Tasks tasks) {
    this.tasks = tasks;
  }

  boolean isLeftAlone(JobId job) {
    var pause = pauses.get(job);
    return pause != null && tasks.now().compareTo(pause.until()) < 0;
  }

  /** For how long. */
  Duration leaveAlone(JobId job) {
    if (pauses.size() >= MOST) {
      pauses.clear();
    }
    var last = pauses.get(job);
    var length = last == null ? FIRST : last.length().multipliedBy(2);
    var bounded = length.compareTo(LONGEST) < 0 ? length : LONGEST;
    pauses.put(job, new Pause(tasks.now().plus(bounded), bounded));
    return bounded;
  }

  void forget(JobId job) {
    pauses.remove(job);
  }
}
