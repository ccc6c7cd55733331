package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.job.SubtaskStatus;

/** A row of {@code translation_subtasks}. */
final class SubtaskRow {
  /** In which subtasks of a job start. */
  static final Comparator<SubtaskRow> ORDER = Comparator
      .<SubtaskRow>comparingInt(subtask -> subtask.priority)
      .thenComparing(subtask -> subtask.seq, Comparator.nullsLast(Comparator.naturalOrder()))
      .thenComparingLong(subtask -> subtask.no);

  final SubtaskId id;
  final long no;
  final JobId job;
  final String entityType;
  final UUID entityId;
  final @Nullable Integer seq;
  final int priority;
  String status;
  @Nullable
  String resultPath;
  @Nullable
  String resultText;
  @Nullable
  String errorMessage;
  @Nullable
  Instant startedAt;
  @Nullable
  Instant finishedAt;
  Instant updatedAt;
  /** Whether others deleted it, or its job. */
  boolean deleted;
  private Rows.@Nullable Subtask copy;

  SubtaskRow(
      SubtaskId id,
      long no,
      JobId job,
      String entityType,
      UUID entityId,
      @Nullable Integer seq,
      int priority,
      String status,
      Instant now) {
    this.id = id;
    this.no = no;
    this.job = job;
    this.entityType = entityType;
    this.entityId = entityId;
    this.seq = seq;
    this.priority = priority;
    this.status = status;
    this.updatedAt = now;
  }

  /** The same object as before while nothing changed. */
  Rows.Subtask copy() {
    var last = copy;
    if (last == null
        || !last.status().equals(status)
        || !Objects.equals(last.resultPath(), resultPath)
        || !Objects.equals(last.resultText(), resultText)) {
      last = new Rows.Subtask(id, entityType, entityId, status, resultPath, resultText);
      copy = last;
    }
    return last;
  }

  boolean is(SubtaskStatus other) {
    return status.equals(other.name());
  }

  boolean hasResult() {
    return resultPath != null || resultText != null;
  }

  void toTranslate(Instant now) {
    status = SubtaskStatus.PENDING.name();
    resultPath = null;
    resultText = null;
    errorMessage = null;
    startedAt = null;
    finishedAt = null;
    updatedAt = now;
  }

  /** Whether nobody has worked on it yet. */
  boolean isFresh() {
    return is(SubtaskStatus.PENDING) && !hasResult() && errorMessage == null && startedAt == null
        && finishedAt == null;
  }

  void started(Instant now) {
    status = SubtaskStatus.IN_PROGRESS.name();
    startedAt = now;
    updatedAt = now;
  }

  /** The claim was given up; a status that someone else wrote meanwhile stays. */
  void handedBack(Instant now) {
    if (is(SubtaskStatus.IN_PROGRESS)) {
      status = SubtaskStatus.PENDING.name();
      startedAt = null;
      updatedAt = now;
    }
  }

  void failed(String reason, Instant now) {
    startedAt = is(SubtaskStatus.PENDING) ? now : startedAt;
    status = SubtaskStatus.FAILED.name();
    errorMessage = reason;
    finishedAt = now;
    updatedAt = now;
  }

  void finished(@Nullable String path, @Nullable String text, Instant now) {
    startedAt = is(SubtaskStatus.PENDING) ? now : startedAt;
    status = SubtaskStatus.DONE.name();
    resultPath = path;
    resultText = text;
    errorMessage = null;
    finishedAt = now;
    updatedAt = now;
  }
}
