package org.translationjobs.testkit.memory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;

/** Writes to the job and content tables as other services and people do. Thread-safe. */
public final class OtherServices {
  private final Tables tables;

  OtherServices(Tables tables) {
    this.tables = tables;
  }

  public NovelId insertNovel(String slug) {
    return tables.write(() -> {
      var id = new NovelId(tables.newId());
      tables.content.addNovel(id, slug);
      return id;
    });
  }

  public void deleteNovel(NovelId novel) {
    tables.write(() -> {
      tables.content.removeNovel(novel);
      return null;
    });
  }

  public EntityRef insertVolume(NovelId novel, @Nullable Integer seq) {
    return insertPart(EntityType.VOLUME, novel.value(), seq);
  }

  public EntityRef insertChapter(EntityRef volume, @Nullable Integer seq) {
    return insertPart(EntityType.CHAPTER, volume.id(), seq);
  }

  private EntityRef insertPart(EntityType type, UUID parent, @Nullable Integer seq) {
    return tables.write(() -> {
      var entity = new EntityRef(type, tables.newId());
      tables.content.addPart(new ContentTables.Part(entity, parent, seq));
      return entity;
    });
  }

  /** Inserts or updates the text of an entity, source or production row alike. */
  public void writeText(
      EntityRef entity, String lang, @Nullable String title, @Nullable String body) {
    tables.write(() -> {
      var now = tables.now();
      var was = tables.content.text(entity, lang);
      var id = was.map(TextRow::id).orElseGet(tables::newId);
      var createdAt = was.map(TextRow::createdAt).orElse(now);
      tables.content.put(
          new TextRow(id, entity, lang, title, body, tables.nextNumber(), createdAt, now));
      return null;
    });
  }

  /** Inserts a row beside those that the entity has in this language. */
  public void insertDuplicateText(
      UUID row, EntityRef entity, String lang, @Nullable String title, @Nullable String body) {
    tables.write(() -> {
      var now = tables.now();
      tables.content.put(
          new TextRow(row, entity, lang, title, body, tables.nextNumber(), now, now));
      return null;
    });
  }

  public void deleteText(EntityRef entity, String lang) {
    tables.write(() -> tables.content.remove(entity, lang));
  }

  /** Inserts a job without subtasks, created now. */
  public JobId insertJob(
      NovelId novel, LanguagePair languages, String status, int totalSubtasks) {
    return insertJob(newJobId(), novel, languages, status, totalSubtasks);
  }

  /** An id for a job that may be announced before it is inserted. */
  public JobId newJobId() {
    return tables.read(() -> new JobId(tables.newId()));
  }

  /** Inserts a job of this id without subtasks, created now. */
  public JobId insertJob(
      JobId id, NovelId novel, LanguagePair languages, String status, int totalSubtasks) {
    return tables.write(() -> {
      var job = new JobRow(id, tables.nextNumber(), novel, languages, status, tables.now());
      job.total = totalSubtasks;
      tables.jobs.put(id, job);
      return id;
    });
  }

  /** Inserts a PENDING subtask. */
  public SubtaskId insertSubtask(
      JobId job, EntityRef entity, @Nullable Integer seq, int priority) {
    return insertSubtask(
        job, entity.type().columnValue(), entity.id(), seq, priority, "PENDING");
  }

  public SubtaskId insertSubtask(
      JobId job,
      String entityType,
      UUID entity,
      @Nullable Integer seq,
      int priority,
      String status) {
    return tables.write(() -> {
      var id = new SubtaskId(tables.newId());
      var subtask = new SubtaskRow(
          id, tables.nextNumber(), job, entityType, entity, seq, priority, status, tables.now());
      row(job).add(subtask);
      tables.subtasks.put(id, subtask);
      return id;
    });
  }

  public void setJobStatus(JobId job, String status) {
    changeJob(job, row -> row.status = status);
  }

  public void setTotalSubtasks(JobId job, int total) {
    changeJob(job, row -> row.total = total);
  }

  public void setStagingPrefix(JobId job, @Nullable String prefix) {
    changeJob(job, row -> row.stagingPrefix = prefix);
  }

  /** Backdates a job. */
  public void setCreatedAt(JobId job, Instant createdAt) {
    changeJob(job, row -> row.createdAt = createdAt);
  }

  private void changeJob(JobId job, java.util.function.Consumer<JobRow> change) {
    tables.write(() -> {
      var row = row(job);
      change.accept(row);
      row.updatedAt = tables.now();
      return null;
    });
  }

  public void setSubtaskStatus(SubtaskId subtask, String status) {
    tables.write(() -> {
      var row = row(subtask);
      row.status = status;
      row.updatedAt = tables.now();
      return null;
    });
  }

  /** Finishes a subtask as the guide's worker does. */
  public void finishSubtask(
      SubtaskId subtask, @Nullable String resultPath, @Nullable String resultText) {
    tables.write(() -> {
      row(subtask).finished(resultPath, resultText, tables.now());
      return null;
    });
  }

  public void deleteSubtask(SubtaskId subtask) {
    tables.write(() -> {
      var row = row(subtask);
      row.deleted = true;
      row(row.job).remove(subtask);
      tables.subtasks.remove(subtask);
      return null;
    });
  }

  /** Deletes a job and, by its foreign key, its subtasks. */
  public void deleteJob(JobId job) {
    tables.write(() -> {
      for (var subtask : row(job).subtasks()) {
        subtask.deleted = true;
        tables.subtasks.remove(subtask.id);
      }
      tables.jobs.remove(job);
      return null;
    });
  }

  private JobRow row(JobId job) {
    var row = tables.jobs.get(job);
    if (row == null) {
      throw new IllegalArgumentException("there is no job " + job);
    }
    return row;
  }

  private SubtaskRow row(SubtaskId subtask) {
    var row = tables.subtasks.get(subtask);
    if (row == null) {
      throw new IllegalArgumentException("there is no subtask " + subtask);
    }
    return row;
  }
}
