package org.translationjobs.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Of which novel, and between which languages. */
abstract class GlossaryOfNovel extends CliCommand {
  @Parameters(
      index = "0", paramLabel = "NOVEL",
      description = "Its id, or its slug if only one novel has it.")
  String novel = "";

  @Option(names = "--to", required = true, paramLabel = "LANG", description = "Target language.")
  String to = "";

  @Option(
      names = "--from",
      paramLabel = "LANG",
      description = "Source language; can be left out when the novel exists in one language"
          + " only.")
  @Nullable
  String from;

  @Mixin
  JsonOption output = new JsonOption();

  GlossaryOfNovel(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    prepare();
    var found = new NovelFinder(system().submissions()).find(novel);
    return call(found.id(), NovelFinder.languages(found, from, to));
  }

  /** Before the system is opened. */
  void prepare() {
    // most have nothing to prepare
  }

  abstract int call(NovelId id, LanguagePair languages) throws InterruptedException;

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
