package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.time.Tasks;

/**
 * Asks engines for language pairs, each question on a task of its own. An engine that does not answer
 * in time is left behind, and asked for nothing before a rest and the end of that question. Thread-safe.
 */
final class PairQuestions {
  private final Tasks tasks;
  private final Duration longest;
  private final Duration rest;
  private final Map<String, Unanswered> unanswered = new ConcurrentHashMap<>();

  private record Unanswered(Tasks.Task task, Duration restsUntil) {}

  PairQuestions(Tasks tasks, Duration longest, Duration rest) {
    this.tasks = tasks;
    this.longest = longest;
    this.rest = rest;
  }

  PairSupport ask(TranslationEngine engine, LanguagePair languages) throws InterruptedException {
    if (isSilent(engine.name())) {
      return silent(engine.name());
    }
    var answer = new AtomicReference<>(silent(engine.name()));
    var task = tasks.startCall(
        "ask " + engine.name() + " for " + languages,
        () -> answer.set(answer(engine, languages)));
    try {
      if (!task.join(longest)) {
        task.interrupt();
        unanswered.put(engine.name(), new Unanswered(task, tasks.now().plus(rest)));
      }
    } catch (InterruptedException e) {
      task.interrupt();
      throw e;
    }
    return answer.get();
  }

  private static PairSupport answer(TranslationEngine engine, LanguagePair languages)
      throws InterruptedException {
    try {
      return engine.supports(languages);
    } catch (RuntimeException | Error e) {
      return new PairSupport.Unknown(engine.name() + " threw " + e);
    }
  }

  private PairSupport silent(String engine) {
    return new PairSupport.Unknown(
        engine + " gave no answer within " + longest.toSeconds() + " s");
  }

  private boolean isSilent(String engine) throws InterruptedException {
    var last = unanswered.get(engine);
    if (last == null) {
      return false;
    }
    if (tasks.now().compareTo(last.restsUntil()) < 0 || !last.task().join(Duration.ZERO)) {
      return true;
    }
    unanswered.remove(engine, last);
    return false;
  }
}
