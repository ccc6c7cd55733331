package org.translationjobs.testkit.simulation.rules;

import org.translationjobs.core.job.Progress;
import org.translationjobs.testkit.memory.Rows;

/**
 * After every transaction of ours the counts of a job are those of its subtasks. What others made
 * wrong may stay so until the next transaction that counts or changes the job's status.
 */
final class CountsAreRight implements Rule {
  @Override
  public void check(Step step) {
    for (var change : step.jobs()) {
      var was = change.before();
      var is = change.after();
      if (is == null || was == null || isLeftAsOthersMadeIt(was, is)) {
        continue;
      }
      var done = done(is);
      Rule.holds(
          is.completed() == done, () -> "job " + is.id() + " says completed_subtasks "
              + is.completed() + ", but " + done + " are DONE");
      var percent = new Progress(done, is.total()).percent();
      Rule.holds(
          is.progress() == percent, () -> "job " + is.id() + " says progress " + is.progress()
              + ", but it is " + percent);
    }
  }

  private static boolean isLeftAsOthersMadeIt(Rows.Job was, Rows.Job is) {
    var wasWrong = was.completed() != done(was)
        || was.progress() != new Progress(done(was), was.total()).percent();
    return wasWrong && was.status().equals(is.status()) && done(was) == done(is);
  }

  private static int done(Rows.Job job) {
    var done = 0;
    for (var subtask : job.subtasks()) {
      if (subtask.status().equals("DONE")) {
        done++;
      }
    }
    return done;
  }
}
