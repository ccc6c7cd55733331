package org.translationjobs.core.view;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.text.TextHash;

/** Reads what stands. Thread-safe; changes nothing. */
public interface JobViews {
  Optional<JobView> find(JobId job);

  /**
   * Jobs, the newest first.
   *
   * @param status
   *          only those with this status
   */
  List<JobView> list(Optional<String> status, int atMost);

  /** The subtasks of a job in order of (priority, seq). */
  List<SubtaskView> subtasks(JobId job);

  /** To which job a subtask belongs. */
  Optional<JobId> jobOf(SubtaskId subtask);

  /** The small result that lies in a subtask's row itself, as it was staged. */
  Optional<String> resultText(SubtaskId subtask);

  /**
   * What was promoted last for the entities of these subtasks, by whichever job; those for whose
   * entity nothing was promoted in their job's language are missing. A row whose text has another
   * hash was edited since.
   */
  Map<SubtaskId, TextHash> promotedTexts(Collection<SubtaskId> subtasks);

  /** Unfinished jobs from before the start line, which only an announcement or an adoption starts. */
  List<JobView> beforeStartLine(int atMost);
}
