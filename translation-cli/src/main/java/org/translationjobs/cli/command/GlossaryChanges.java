package org.translationjobs.cli.command;

import java.util.HashSet;
import java.util.List;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.GlossaryRevision;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;

/** Makes many changes of one glossary at once and says what became of them. */
final class GlossaryChanges {
  private static final int NAMED = 10;

  private final Session session;
  private final NovelId novel;
  private final LanguagePair languages;
  private final boolean json;

  GlossaryChanges(Session session, NovelId novel, LanguagePair languages, boolean json) {
    this.session = session;
    this.novel = novel;
    this.languages = languages;
    this.json = json;
  }

  void make(List<GlossaryChange> changes, boolean dryRun) {
    make(changes, dryRun, new Fields());
  }

  /** @param more what JSON has beside the numbers */
  void make(List<GlossaryChange> changes, boolean dryRun, Fields more) {
    var glossaries = session.system().glossaries();
    var revision = dryRun
        ? GlossaryRevision.of(glossaries.current(novel, languages), changes)
        : glossaries.change(novel, languages, changes);
    var ended = new HashSet<String>();
    revision.ended().stream().map(Term::source).forEach(ended::add);
    var replaced =
        (int) revision.begun().stream().filter(term -> ended.contains(term.source())).count();
    var added = revision.begun().size() - replaced;
    var distinct = (int) changes.stream().map(GlossaryChange::source).distinct().count();
    if (json) {
      session.printJson(
          more.put("version", revision.glossary().version())
              .put("dry_run", dryRun)
              .put("added", added)
              .put("replaced", replaced)
              .put("unchanged", distinct - added - replaced)
              .put("conflicts", revision.conflicts().size())
              .map());
    }
    revision.conflicts()
        .stream()
        .limit(NAMED)
        .forEach(
            conflict -> session.say(
                "Kept " + conflict.kept().source() + " → " + conflict.kept().target()
                    + (conflict.kept().locked() ? " (locked)" : "") + "; not taken: "
                    + conflict.other().target()));
    session.say(
        (dryRun ? "Would be: " : "Version " + revision.glossary().version() + ": ")
            + CliCommand.count(added, "term") + " new, " + replaced + " replaced, "
            + (distinct - added - replaced) + " as they were; "
            + CliCommand.count(revision.conflicts().size(), "conflict")
            + (dryRun || revision.conflicts().isEmpty() ? "."
                : ", see 'translation-cli glossary conflicts'.")
            + (dryRun ? " Nothing was touched." : ""));
    if (!dryRun && revision.isChanged()) {
      session.say("For jobs that are translated already: translation-cli reprocess JOB"
          + " --changed-terms");
    }
  }
}
