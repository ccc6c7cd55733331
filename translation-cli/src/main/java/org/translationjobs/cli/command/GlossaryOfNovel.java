package org.translationjobs.cli.command;

import java.util.List;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.core.glossary.GlossaryChange;
import org.translationjobs.core.glossary.GlossaryRevision;
import org.translationjobs.core.glossary.Term;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryWords;

/** A command about the glossary of one novel and pair of languages. */
abstract class GlossaryOfNovel extends NovelPairCommand {
  GlossaryOfNovel(Session session) {
    super(session);
  }

  /** Changes one term and says what that means for what is translated already. */
  int change(NovelId id, LanguagePair languages, GlossaryChange change) {
    var revision = system().glossaries().change(id, languages, List.of(change));
    var segments = revision.isChanged() ? segments(id, languages, change.source()) : List.of();
    if (output.json) {
      session.printJson(
          new Fields()
              .put("version", revision.glossary().version())
              .put("changed", revision.isChanged())
              .put("conflicts", revision.conflicts().size())
              .put("segments", segments.size())
              .map());
    }
    say(revision, change.source(), segments.size());
    return revision.conflicts().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  /** Those in the memory that may have the term; none for a term that no word finds. */
  private List<String> segments(NovelId id, LanguagePair languages, String source) {
    return MemoryWords.toFind(source)
        .stream()
        .flatMap(words -> system().memory().containing(id, languages, words).stream())
        .map(MemoryEntry::source)
        .distinct()
        .toList();
  }

  private void say(GlossaryRevision revision, String source, int segments) {
    for (var conflict : revision.conflicts()) {
      session.say("Kept " + conflict.kept().source() + " → " + conflict.kept().target()
          + "; add --replace to change it.");
    }
    if (revision.isChanged()) {
      session.say("Version " + revision.glossary().version() + " with "
          + count(revision.glossary().terms().size(), "term") + "."
          + (segments == 0 ? ""
              : " " + count(segments, "translated segment") + " may have '" + source
                  + "': 'translation-cli reprocess JOB --changed-terms' asks again for these"
                  + " only."));
    } else if (revision.conflicts().isEmpty()) {
      session.say("Nothing changed.");
    }
  }

  /** Of a term that has to be there. */
  String known(NovelId id, LanguagePair languages, String source) {
    return system().glossaries()
        .current(id, languages)
        .find(source.strip())
        .map(Term::source)
        .orElseThrow(
            () -> CliFailure.notFound("the glossary " + languages + " has no term '"
                + source.strip() + "'; 'translation-cli glossary list' shows those it has"));
  }
}
