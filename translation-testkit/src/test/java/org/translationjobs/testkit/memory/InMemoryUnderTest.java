package org.translationjobs.testkit.memory;

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
import org.translationjobs.testkit.DatabaseUnderTest;

/** A database in memory as the contracts want it. */
public record InMemoryUnderTest(InMemoryDatabase memory) implements DatabaseUnderTest {
  @Override
  public Jobs jobs() {
    return memory.jobs();
  }

  @Override
  public Claims claims() {
    return memory.claims();
  }

  @Override
  public Runs runs() {
    return memory.runs();
  }

  @Override
  public Promotions promotions() {
    return memory.promotions();
  }

  @Override
  public SourceTexts sourceTexts() {
    return memory.sourceTexts();
  }

  @Override
  public Workers workers() {
    return memory.workers();
  }

  @Override
  public Holds holds() {
    return memory.holds();
  }

  @Override
  public CallLedger ledger() {
    return memory.ledger();
  }

  @Override
  public Glossaries glossaries() {
    return memory.glossaries();
  }

  @Override
  public TranslationMemory translationMemory() {
    return memory.translationMemory();
  }

  @Override
  public Housekeeping housekeeping() {
    return memory.housekeeping();
  }

  @Override
  public Submissions submissions() {
    return memory.submissions();
  }

  @Override
  public JobViews views() {
    return memory.jobViews();
  }

  @Override
  public NovelId insertNovel(String slug) {
    return memory.others().insertNovel(slug);
  }

  @Override
  public void deleteNovel(NovelId novel) {
    memory.others().deleteNovel(novel);
  }

  @Override
  public EntityRef insertVolume(NovelId novel, @Nullable Integer seq) {
    return memory.others().insertVolume(novel, seq);
  }

  @Override
  public EntityRef insertChapter(EntityRef volume, @Nullable Integer seq) {
    return memory.others().insertChapter(volume, seq);
  }

  @Override
  public void writeText(
      EntityRef entity, String lang, @Nullable String title, @Nullable String body) {
    memory.others().writeText(entity, lang, title, body);
  }

  @Override
  public void deleteText(EntityRef entity, String lang) {
    memory.others().deleteText(entity, lang);
  }

  @Override
  public JobId insertJob(
      NovelId novel, LanguagePair languages, String status, int totalSubtasks) {
    return memory.others().insertJob(novel, languages, status, totalSubtasks);
  }

  @Override
  public SubtaskId insertSubtask(
      JobId job, String entityType, UUID entity, @Nullable Integer seq, int priority,
      String status) {
    return memory.others().insertSubtask(job, entityType, entity, seq, priority, status);
  }

  @Override
  public void setJobStatus(JobId job, String status) {
    memory.others().setJobStatus(job, status);
  }

  @Override
  public void setTotalSubtasks(JobId job, int total) {
    memory.others().setTotalSubtasks(job, total);
  }

  @Override
  public void setSubtaskStatus(SubtaskId subtask, String status) {
    memory.others().setSubtaskStatus(subtask, status);
  }

  @Override
  public void finishSubtask(
      SubtaskId subtask, @Nullable String resultPath, @Nullable String resultText) {
    memory.others().finishSubtask(subtask, resultPath, resultText);
  }

  @Override
  public void deleteSubtask(SubtaskId subtask) {
    memory.others().deleteSubtask(subtask);
  }

  @Override
  public void deleteJob(JobId job) {
    memory.others().deleteJob(job);
  }

  @Override
  public void backdate(JobId job) {
    memory.others().setCreatedAt(job, memory.clock().instant().minus(Duration.ofDays(365)));
    memory.setStartLine(memory.clock().instant().minus(Duration.ofDays(1)));
  }

  @Override
  public void limitTitles(int characters) {
    memory.limitTitles(characters);
  }

  @Override
  public void letTimePass(Duration time) {
    memory.clock().advance(time);
  }

  @Override
  public Optional<Rows.Job> job(JobId job) {
    return memory.job(job);
  }

  @Override
  public Optional<Rows.Text> text(EntityRef entity, String lang) {
    return memory.text(entity, lang);
  }
}
