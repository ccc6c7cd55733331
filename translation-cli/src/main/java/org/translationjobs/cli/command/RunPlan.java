package org.translationjobs.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.worker.Workers.WorkerView;
import org.translationjobs.runtime.TranslationSystem;

/** The plan with which runs are started here, and who could serve it. */
final class RunPlan {
  private final TranslationSystem system;
  private final Plan plan;

  RunPlan(TranslationSystem system) {
    this.system = system;
    this.plan = system.plan();
  }

  Plan plan() {
    return plan;
  }

  /** Why no engine of the plan, as they are set up here, translates these languages. */
  Optional<String> refusal(LanguagePair languages) throws InterruptedException {
    return refusal(system, languages);
  }

  /** The same of the engines here, without a plan. */
  static Optional<String> refusal(TranslationSystem system, LanguagePair languages)
      throws InterruptedException {
    var reasons = new ArrayList<String>();
    for (var engine : system.engines()) {
      if (!(engine.supports(languages) instanceof PairSupport.Unsupported unsupported)) {
        return Optional.empty();
      }
      reasons.add(unsupported.reason());
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  /** What the fleet lacks to serve it. */
  List<String> warnings() {
    var living = system.workers().list().stream().filter(WorkerView::living).toList();
    if (living.isEmpty()) {
      return List.of("No worker is running; the job waits for one.");
    }
    return living.stream().anyMatch(this::serves)
        ? List.of()
        : List.of("None of the " + living.size() + " running workers has the engines "
            + String.join(",", plan.engines()) + " and the staging store " + plan.store()
            + ": give this command the workers' TRANSLATION_ENGINE and staging, or the job waits.");
  }

  private boolean serves(WorkerView worker) {
    return worker.profile().store().equals(plan.store())
        && worker.profile().engines().containsAll(plan.engines());
  }
}
