package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.Progress;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.job.SubtaskStatus;

/** A row of {@code translation_jobs} with the subtasks that refer to it. */
final class JobRow {
  final JobId id;
  final long no;
  final NovelId novel;
  final String from;
  final String to;
  String status;
  int progress;
  int total;
  int completed;
  @Nullable
  String stagingPrefix;
  @Nullable
  String errorMessage;
  @Nullable
  UUID createdBy;
  @Nullable
  Instant startedAt;
  @Nullable
  Instant finishedAt;
  Instant createdAt;
  Instant updatedAt;
  private final Map<SubtaskId, SubtaskRow> subtasks = new LinkedHashMap<>();
  private Rows.@Nullable Job copy;

  JobRow(JobId id, long no, NovelId novel, LanguagePair languages, String status, Instant now) {
    this.id = id;
    this.no = no;
    this.novel = novel;
    this.from = languages.from();
    this.to = languages.to();
    this.status = status;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** The same object as before while nothing changed. */
  Rows.Job copy() {
    var last = copy;
    if (last == null
        || !last.status().equals(status)
        || last.progress() != progress
        || last.total() != total
        || last.completed() != completed
        || !Objects.equals(last.errorMessage(), errorMessage)
        || !holdsCopies(last.subtasks())) {
      last = new Rows.Job(
          id, status, progress, total, completed, errorMessage,
          subtasks.values().stream().map(SubtaskRow::copy).toList());
      copy = last;
    }
    return last;
  }

  @SuppressWarnings("ReferenceEquality") // unchanged subtasks are the same objects
  private boolean holdsCopies(List<Rows.Subtask> copies) {
    if (copies.size() != subtasks.size()) {
      return false;
    }
    var next = 0;
    for (var subtask : subtasks.values()) {
      if (copies.get(next++) != subtask.copy()) {
        return false;
      }
    }
    return true;
  }

  LanguagePair languages() {
    return LanguagePair.of(from, to);
  }

  boolean is(JobStatus other) {
    return status.equals(other.name());
  }

  Collection<SubtaskRow> subtasks() {
    return subtasks.values();
  }

  @Nullable
  SubtaskRow subtask(SubtaskId subtask) {
    return subtasks.get(subtask);
  }

  void add(SubtaskRow subtask) {
    subtasks.put(subtask.id, subtask);
  }

  void remove(SubtaskId subtask) {
    subtasks.remove(subtask);
  }

  int done() {
    var done = 0;
    for (var subtask : subtasks.values()) {
      if (subtask.is(SubtaskStatus.DONE)) {
        done++;
      }
    }
    return done;
  }

  /** What every transaction of ours leaves behind. */
  Progress recount(Instant now) {
    var now100 = new Progress(done(), total);
    completed = now100.done();
    progress = now100.percent();
    updatedAt = now;
    return now100;
  }

  void become(JobStatus next, @Nullable String message, Instant now) {
    status = next.name();
    errorMessage = message;
    finishedAt = next.isEnd() ? now : null;
    recount(now);
  }

  /** Whether this job was created after the other one. */
  boolean isLaterThan(Instant otherCreatedAt, long otherNo) {
    var order = createdAt.compareTo(otherCreatedAt);
    return order > 0 || (order == 0 && no > otherNo);
  }
}
