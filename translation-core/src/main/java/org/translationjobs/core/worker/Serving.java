package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.time.Tasks;

/** What this worker can serve: a plan needs its store, its version, its engines and its languages. */
final class Serving {
  private static final Duration KEEP_ANSWER = Duration.ofSeconds(30);
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(20);

  private final Tasks tasks;
  private final StoreId store;
  private final Map<String, TranslationEngine> engines = new LinkedHashMap<>();
  private final PairQuestions questions;
  private final Map<Asked, Answer> answers = new LinkedHashMap<>();

  private record Asked(String engine, LanguagePair languages) {}

  private record Answer(PairSupport support, Duration at) {}

  Serving(Tasks tasks, StoreId store, List<TranslationEngine> engines) {
    this(tasks, store, engines, LONGEST_QUESTION);
  }

  Serving(
      Tasks tasks, StoreId store, List<TranslationEngine> engines, Duration longestQuestion) {
    this.tasks = tasks;
    this.store = store;
    this.questions = new PairQuestions(tasks, longestQuestion, KEEP_ANSWER);
    engines.forEach(e -> this.engines.put(e.name(), e));
  }

  /** Why this worker cannot serve a plan for a language pair; empty when it can. */
  Optional<String> obstacle(Plan plan, LanguagePair languages) throws InterruptedException {
    if (plan.version() > Plan.CURRENT_VERSION) {
      return Optional.of("its plan has version " + plan.version()
          + ", which is newer than this worker: upgrade the worker");
    }
    if (!plan.store().equals(store)) {
      return Optional.of("its results are staged in store " + plan.store()
          + ", this worker stages in " + store
          + ": give all workers the same S3 bucket or one shared folder");
    }
    for (var engine : plan.engines()) {
      if (!engine.equals(Plan.PLACEHOLDER) && !engines.containsKey(engine)) {
        return Optional.of("its engine '" + engine + "' is not set up in this worker");
      }
    }
    return unsupported(plan, languages);
  }

  /** Whether a plan has the engine {@code placeholder}, or one that is not set up here to be asked. */
  boolean asksNobody(Plan plan) {
    return !engines.keySet().containsAll(plan.engines());
  }

  /** The language pairs of which it was answered lately that a plan's engines translate them, or may. */
  Set<LanguagePair> known(Plan plan) {
    synchronized (answers) {
      return answers.entrySet()
          .stream()
          .filter(entry -> isFresh(entry.getValue()))
          .filter(entry -> plan.engines().contains(entry.getKey().engine()))
          .filter(entry -> !(entry.getValue().support() instanceof PairSupport.Unsupported))
          .map(entry -> entry.getKey().languages())
          .collect(Collectors.toSet());
    }
  }

  private boolean isFresh(Answer answer) {
    return tasks.now().minus(answer.at()).compareTo(KEEP_ANSWER) < 0;
  }

  /** Why no engine of a plan translates this language pair; empty when one does or may. */
  Optional<String> unsupported(Plan plan, LanguagePair languages) throws InterruptedException {
    var reasons = new ArrayList<String>();
    for (var name : plan.engines()) {
      var engine = engines.get(name);
      if (engine == null
          || !(support(engine, languages) instanceof PairSupport.Unsupported unsupported)) {
        return Optional.empty();
      }
      reasons.add(unsupported.reason());
    }
    return Optional.of(String.join("; ", reasons));
  }

  private PairSupport support(TranslationEngine engine, LanguagePair languages)
      throws InterruptedException {
    var asked = new Asked(engine.name(), languages);
    synchronized (answers) {
      var answer = answers.get(asked);
      if (answer != null && isFresh(answer)) {
        return answer.support();
      }
    }
    var support = questions.ask(engine, languages);
    synchronized (answers) {
      answers.put(asked, new Answer(support, tasks.now()));
    }
    return support;
  }
}
