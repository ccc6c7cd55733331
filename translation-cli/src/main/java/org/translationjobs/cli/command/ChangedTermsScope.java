package org.translationjobs.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.Session;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.runtime.ChangedSubtasks;

/** What a change of the glossary leaves to do of a job, and the words for it. */
final class ChangedTermsScope {
  private static final int NAMED = 5;

  private final JobView job;
  private final ChangedSubtasks.Found found;

  private ChangedTermsScope(JobView job, ChangedSubtasks.Found found) {
    this.job = job;
    this.found = found;
  }

  /** @throws CliFailure when no engine here would answer otherwise for a changed term */
  static ChangedTermsScope of(Session session, JobView job) {
    var engines = session.system().engines();
    if (engines.stream().noneMatch(engine -> engine.capabilities().usesGlossary())) {
      throw CliFailure.refused(
          "no engine here uses a glossary ("
              + engines.stream().map(TranslationEngine::name).collect(Collectors.joining(","))
              + "): a changed term changes nothing; set TRANSLATION_ENGINE or --engine to one that"
              + " does, such as openai");
    }
    return new ChangedTermsScope(job, session.system().changedSubtasks().find(job));
  }

  /** Empty when there is nothing to do. */
  Optional<Scope> scope() {
    var ids =
        Stream.concat(found.changed().stream(), found.unfinished().stream())
            .map(SubtaskView::id)
            .collect(Collectors.toUnmodifiableSet());
    return ids.isEmpty() ? Optional.empty() : Optional.of(new Scope.Only(ids));
  }

  void say(Session session) {
    if (found.terms().isEmpty()) {
      session.say("No term changed since the finished subtasks were translated (glossary version "
          + found.glossaryVersion() + ").");
    } else {
      session.say(CliCommand.count(found.terms().size(), "term")
          + " changed up to glossary version "
          + found.glossaryVersion() + ": " + named() + ".");
      session.say("They stand in " + CliCommand.count(found.segments(), "segment") + " of "
          + CliCommand.count(found.changed().size(), "finished subtask") + ".");
    }
    if (!found.unfinished().isEmpty()) {
      session.say(CliCommand.count(found.unfinished().size(), "subtask")
          + " not finished yet: translated as well.");
    }
    if (!found.provided().isEmpty()) {
      session.say(CliCommand.count(found.provided().size(), "subtask")
          + " provided by a person: not looked at, not changed.");
    }
    if (!found.unknown().isEmpty()) {
      session.say("Of " + CliCommand.count(found.unknown().size(), "finished subtask")
          + " the memory does not know every segment (translated before that was recorded, by"
          + " another program, or purged): not looked at. 'translation-cli reprocess " + job.id()
          + " --all' reaches these as well.");
    }
  }

  /** Whether other answers than those of the last run would have to be asked for whole chapters. */
  boolean isOfAnotherPlan(RunPlan plan) {
    return job.run()
        .map(run -> run.plan())
        .filter(
            last -> !last.engines().equals(plan.plan().engines())
                || !last.parameters().equals(plan.plan().parameters())
                || last.promptVersion() != plan.plan().promptVersion())
        .isPresent();
  }

  List<String> terms() {
    return List.copyOf(found.terms());
  }

  int segments() {
    return found.segments();
  }

  int unknown() {
    return found.unknown().size();
  }

  private String named() {
    var names = found.terms().stream().limit(NAMED).collect(Collectors.joining(", "));
    return found.terms().size() > NAMED
        ? names + " and " + (found.terms().size() - NAMED) + " more"
        : names;
  }
}
