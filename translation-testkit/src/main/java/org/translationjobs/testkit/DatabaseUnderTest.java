package org.translationjobs.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.submission.Submissions;
import org.translationjobs.core.text.SourceTexts;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Housekeeping;
import org.translationjobs.core.worker.Workers;
import org.translationjobs.testkit.memory.Rows;

/**
 * A database as the contracts of its ports see it: the ports, and the hands of the other services and
 * of time. Empty for every test.
 */
public interface DatabaseUnderTest {
  Jobs jobs();

  Claims claims();

  Runs runs();

  Promotions promotions();

  SourceTexts sourceTexts();

  Workers workers();

  Holds holds();

  CallLedger ledger();

  TranslationMemory translationMemory();

  Glossaries glossaries();

  Housekeeping housekeeping();

  Submissions submissions();

  JobViews views();

  NovelId insertNovel(String slug);

  /** With its volumes, chapters and texts; its jobs stay. */
  void deleteNovel(NovelId novel);

  EntityRef insertVolume(NovelId novel, @Nullable Integer seq);

  EntityRef insertChapter(EntityRef volume, @Nullable Integer seq);

  /** Inserts or updates a text, source or production row alike. */
  void writeText(EntityRef entity, String lang, @Nullable String title, @Nullable String body);

  void deleteText(EntityRef entity, String lang);

  /** A job without subtasks, created now. */
  JobId insertJob(NovelId novel, LanguagePair languages, String status, int totalSubtasks);

  SubtaskId insertSubtask(
      JobId job,
      String entityType,
      UUID entity,
      @Nullable Integer seq,
      int priority,
      String status);

  void setJobStatus(JobId job, String status);

  void setTotalSubtasks(JobId job, int total);

  void setSubtaskStatus(SubtaskId subtask, String status);

  /** Finishes a subtask as the guide's worker does. */
  void finishSubtask(
      SubtaskId subtask, @Nullable String resultPath, @Nullable String resultText);

  void deleteSubtask(SubtaskId subtask);

  void deleteJob(JobId job);

  /** Dates a job back before the start line. */
  void backdate(JobId job);

  /** Refuses longer titles in the production tables from now on. */
  void limitTitles(int characters);

  /** Everything that was recorded before lies this much further in the past. */
  void letTimePass(Duration time);

  Optional<Rows.Job> job(JobId job);

  Optional<Rows.Text> text(EntityRef entity, String lang);
}
