package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
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
