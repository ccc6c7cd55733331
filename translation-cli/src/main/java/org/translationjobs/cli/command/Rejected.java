package org.translationjobs.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Documents;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.cli.render.Table;
import org.translationjobs.core.announcement.Announcements;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The messages that no worker could make sense of. */
@Command(
    name = "rejected",
    description = "Messages that named no job: malformed ones, and ids that never appeared.",
    synopsisSubcommandLabel = "(list | requeue | purge)",
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli rejected list",
        "  translation-cli rejected requeue --all",
        "  translation-cli rejected purge 3f2a91 9c01d2 --yes"})
final class Rejected extends CliCommand {
  private static final int ALL = 100_000;
  private static final int SHORT = 8;

  private Rejected(Session session) {
    super(session);
  }

  static CommandLine commandLine(Session session) {
    return new CommandLine(new Rejected(session))
        .addSubcommand(new ListThem(session))
        .addSubcommand(new Requeue(session))
        .addSubcommand(new Purge(session));
  }

  @Override
  public Integer call() {
    throw CliFailure.usage("say what to do: rejected list, rejected requeue or rejected purge;"
        + " see 'translation-cli rejected --help'");
  }

  /** Which entries. */
  private abstract static class OfEntries extends CliCommand implements Callable<Integer> {
    @Parameters(
        paramLabel = "ENTRY",
        arity = "0..*",
        description = "Ids from 'rejected list', or their beginnings.")
    List<String> entries = List.of();

    @Option(names = "--all", description = "All there are.")
    boolean all;

    @Mixin
    JsonOption output = new JsonOption();

    OfEntries(Session session) {
      super(session);
    }

    List<String> wanted() {
      if (all == !entries.isEmpty()) {
        throw CliFailure.usage(
            "name entries ('translation-cli rejected list' shows them), or --all");
      }
      var known = session.opened()
          .announcements()
          .rejected(ALL)
          .stream()
          .map(Announcements.Rejected::id)
          .toList();
      return all ? known : entries.stream().map(entry -> one(known, entry)).distinct().toList();
    }

    private static String one(List<String> known, String entry) {
      var found = known.stream().filter(id -> id.startsWith(entry.strip())).toList();
      if (found.isEmpty() || entry.isBlank()) {
        throw CliFailure.notFound("there is no rejected entry " + Cells.cut(Cells.line(entry), 60)
            + "; 'translation-cli rejected list' shows those there are");
      }
      if (found.size() > 1) {
        throw CliFailure.usage(found.size() + " rejected entries begin with " + entry
            + "; give more of the id ('translation-cli rejected list --json' shows it whole)");
      }
      return found.getFirst();
    }

    int report(String what, int asked, int done) {
      if (output.json) {
        session.printJson(new Fields().put("asked", asked).put("done", done).map());
      }
      session.say(what + " " + done + " of " + asked + ".");
      return done == 0 && !all ? ExitCode.NOT_FOUND : ExitCode.OK;
    }
  }

  @Command(
      name = "list",
      description = "Lists them, the newest first.",
      footerHeading = "%nExample:%n",
      footer = "  translation-cli rejected list --limit 100 --json")
  private static final class ListThem extends CliCommand {
    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "At most so many (${DEFAULT-VALUE}).")
    int limit;

    @Mixin
    JsonOption output = new JsonOption();

    ListThem(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      Limits.check(limit);
      var rejected = session.opened().announcements().rejected(limit);
      if (output.json) {
        session.printJson(rejected.stream().map(Documents::rejected).toList());
      } else if (rejected.isEmpty()) {
        session.say("Nothing was rejected.");
      } else {
        var table = new Table(2, "ENTRY", "REJECTED (UTC)", "REASON", "MESSAGE").alsoFlexible(3);
        rejected.forEach(entry -> table.row(
            entry.id().substring(0, Math.min(SHORT, entry.id().length())),
            Times.minute(entry.rejectedAt()), entry.reason(), entry.payload()));
        table.lines(session.terminal().width(), session.terminal().style())
            .forEach(session::print);
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "requeue",
      description = "Puts them back to the end of the queue, for the workers to look again.",
      footerHeading = "%nExample:%n",
      footer = "  translation-cli rejected requeue --all")
  private static final class Requeue extends OfEntries {
    Requeue(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      var wanted = wanted();
      return report("Requeued", wanted.size(), session.opened()
          .announcements()
          .requeueRejected(wanted));
    }
  }

  @Command(
      name = "purge",
      description = "Deletes them for good. Jobs are not touched.",
      footerHeading = "%nExample:%n",
      footer = "  translation-cli rejected purge --all --yes")
  private static final class Purge extends OfEntries {
    @Mixin
    YesOption answer = new YesOption();

    Purge(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      var wanted = wanted();
      if (wanted.isEmpty()) {
        return report("Deleted", 0, 0);
      }
      session.confirm(
          "Deletes " + count(wanted.size(), "rejected message")
              + " for good; no job is touched.",
          answer.yes);
      return report("Deleted", wanted.size(), session.opened()
          .announcements()
          .purgeRejected(wanted));
    }
  }
}
