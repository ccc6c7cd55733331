package org.translationjobs.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.RunView;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.pipeline.quality.MeasuredText;
import org.translationjobs.pipeline.quality.NovelSurvey;
import org.translationjobs.pipeline.quality.QualityMeasure;
import org.translationjobs.runtime.JobQuality.Unmeasured;

/**
 * Measures the translations of jobs: what readers see where it is promoted, else what is staged.
 * Reads every source twice and every translation once, a few at a time. Changes nothing.
 * Thread-safe.
 */
public final class MeasureQuality {
  private static final int AT_ONCE = 20;

  private final TranslationSystem system;

  MeasureQuality(TranslationSystem system) {
    this.system = system;
  }

  /**
   * The report on a job, whatever its status. Texts that the engine {@code placeholder} marked are
   * left out.
   *
   * @param atMost
   *          entries of each list of the report, at least 1
   * @throws org.translationjobs.core.UnavailableException
   *           when the database cannot be reached; a staged result that cannot be read is named in the
   *           report instead
   */
  public JobQuality of(JobView job, int atMost) throws InterruptedException {
    var order = new NovelOrder(system.views().subtasks(job.id()));
    var subtasks = order.subtasks();
    var plan = job.run().map(RunView::plan);
    var newest = system.glossaries().current(job.novel(), job.languages());
    var glossary = plan.map(
        used -> used.glossaryVersion() == newest.version()
            ? newest
            : system.glossaries().at(job.novel(), job.languages(), used.glossaryVersion()))
        .orElse(newest);
    var measuring = new Measuring(
        job, order, new QualityMeasure(
            survey(job, subtasks), job.languages().from(), budget(plan), glossary, atMost));
    for (var page : pages(subtasks)) {
      system.texts().of(job, page).forEach(measuring::add);
    }
    return measuring.result(newest.version());
  }

  private NovelSurvey survey(JobView job, List<SubtaskView> subtasks) {
    var from = job.languages().from();
    var survey = new NovelSurvey(from);
    for (var page : pages(subtasks)) {
      var entities =
          page.stream()
              .flatMap(
                  subtask -> EntityType.fromColumn(subtask.entityType())
                      .map(type -> new EntityRef(type, subtask.entityId()))
                      .stream())
              .toList();
      system.sourceTexts().read(entities, from).values().forEach(survey::add);
    }
    return survey;
  }

  private static List<List<SubtaskView>> pages(List<SubtaskView> subtasks) {
    var pages = new ArrayList<List<SubtaskView>>();
    for (var at = 0; at < subtasks.size(); at += AT_ONCE) {
      pages.add(subtasks.subList(at, Math.min(subtasks.size(), at + AT_ONCE)));
    }
    return pages;
  }

  /** By which the run cut its segments, as far as its engines are set up here. */
  private int budget(Optional<Plan> plan) {
    return system.engines()
        .stream()
        .filter(engine -> plan.isPresent() && plan.get().engines().contains(engine.name()))
        .mapToInt(engine -> engine.capabilities().maxCharacters())
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** One job's measuring. */
  private final class Measuring {
    private final JobView job;
    private final NovelOrder order;
    private final QualityMeasure measure;
    private final Map<String, Integer> origins = new TreeMap<>();
    private final Map<String, Integer> engines = new TreeMap<>();
    private final List<Unmeasured> unmeasured = new ArrayList<>();

    Measuring(JobView job, NovelOrder order, QualityMeasure measure) {
      this.job = job;
      this.order = order;
      this.measure = measure;
    }

    void add(TextPair text) {
      var subtask = text.subtask();
      var engine = subtask.engine().orElse("unknown");
      if (text.source().isEmpty()) {
        leaveOut(subtask, "no source text in '" + job.languages().from() + "'");
      } else if (text.translation().isEmpty() || !text.isOfThisJob()) {
        leaveOut(subtask, text.origin());
      } else if (engine.equals(Plan.PLACEHOLDER)) {
        leaveOut(subtask, "marked by the engine 'placeholder'");
      } else {
        origins.merge(text.origin(), 1, Integer::sum);
        engines.merge(engine, 1, Integer::sum);
        measure.add(
            new MeasuredText(
                order.name(subtask), text.source().get(), text.translation().get(),
                subtask.warnings()));
      }
    }

    private void leaveOut(SubtaskView subtask, String reason) {
      unmeasured.add(new Unmeasured(order.name(subtask), reason));
    }

    JobQuality result(long newestGlossary) {
      return new JobQuality(
          job, measure.report(), origins, engines, unmeasured, newestGlossary,
          system.ledger().cost(job.id()));
    }
  }
}
