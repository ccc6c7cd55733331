package org.translationjobs.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.cli.watch.SubtaskNames;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.view.SubtaskView;

/** Finds what people mean by an id or its beginning. */
final class JobFinder {
  private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String ANY_UUID = "00000000-0000-0000-0000-000000000000";
  private static final int SHORTEST = 6;
  private static final int FULL = 36;
  private static final int SEARCHED = 1_000;

  private final Supplier<JobViews> views;

  /** Asks for the views only once an id is well-formed. */
  JobFinder(Supplier<JobViews> views) {
    this.views = views;
  }

  /** The job with this id, or the only one of the newest thousand whose id begins so. */
  JobView find(String text) {
    var id = checked(text, "job");
    if (id.length() == FULL) {
      return views.get()
          .find(new JobId(UUID.fromString(id)))
          .orElseThrow(() -> CliFailure.notFound(
              "there is no job " + id + "; 'translation-cli list' shows those there are"));
    }
    var found = views.get()
        .list(Optional.empty(), SEARCHED)
        .stream()
        .filter(job -> job.id().toString().startsWith(id))
        .toList();
    if (found.isEmpty()) {
      throw CliFailure.notFound(
          "none of the newest " + SEARCHED + " jobs has an id that begins with " + id);
    }
    if (found.size() > 1) {
      throw CliFailure.usage(found.size() + " jobs have ids that begin with " + id + ": "
          + listed(found.stream().map(job -> job.id().toString()).toList()) + "; give more of it");
    }
    return found.getFirst();
  }

  /** The subtask of this job with this id or the beginning of one. */
  SubtaskView subtask(JobView job, String text) {
    var id = checked(text, "subtask");
    var found = views.get()
        .subtasks(job.id())
        .stream()
        .filter(subtask -> subtask.id().toString().startsWith(id))
        .toList();
    if (found.isEmpty()) {
      throw CliFailure.notFound("job " + job.id() + " has no subtask " + id
          + "; 'translation-cli status " + job.id() + " --subtasks' shows those it has");
    }
    if (found.size() > 1) {
      throw CliFailure.usage(found.size() + " subtasks have ids that begin with " + id + ": "
          + listed(found.stream().map(SubtaskNames::of).toList()) + "; give more of it");
    }
    return found.getFirst();
  }

  /** To which job a full subtask id belongs. */
  Optional<JobView> ofSubtask(String text) {
    var id = checked(text, "job or subtask");
    return id.length() == FULL
        ? views.get().jobOf(new SubtaskId(UUID.fromString(id))).flatMap(views.get()::find)
        : Optional.empty();
  }

  private static String checked(String text, String what) {
    var id = text.strip().toLowerCase(Locale.ROOT);
    var isId = id.matches(UUID_FORM);
    // completed from a UUID, the beginning of one becomes one
    var isBeginning = id.length() >= SHORTEST && id.length() < FULL
        && (id + ANY_UUID.substring(id.length())).matches(UUID_FORM);
    if (!isId && !isBeginning) {
      throw CliFailure.usage("not a " + what + " id: '" + Cells.cut(Cells.line(text), 60)
          + "'; an id is a UUID, or at least its first " + SHORTEST + " characters");
    }
    return id;
  }

  private static String listed(List<String> names) {
    return names.stream().limit(4).collect(Collectors.joining(", ")) + (names.size() > 4 ? ", …"
        : "");
  }
}
