package org.translationjobs.cli.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.QualityDocument;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.RunView;
import org.translationjobs.pipeline.SegmentWarning;
import org.translationjobs.runtime.JobQuality;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The report on a translation. */
@Command(
    name = "quality",
    description = {
        "Reports on a job's translation: warnings, whether terms are translated alike, obedience to"
            + " the glossary, lengths, cost. Reads every text: what readers see where it is promoted,"
            + " else what is staged. docs/quality.md says what each number means."},
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli quality 3f2a91",
        "  translation-cli quality 3f2a91 --limit 20",
        "  translation-cli quality 3f2a91 --kind length",
        "  translation-cli quality 3f2a91 --json | jq .terms.ltcr1"})
final class Quality extends CliCommand {
  private static final int FEW = 3;
  private static final int OF_ONE_KIND = 20;

  @Parameters(paramLabel = "JOB", description = "Its id, or at least the first six characters.")
  String job = "";

  @Option(
      names = "--kind",
      paramLabel = "WARNING",
      description = "Only the warnings of this kind, for example length or digits.")
  @Nullable
  String kind;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "So many entries of each list (" + FEW + "; with --kind " + OF_ONE_KIND
          + ", with --json all).")
  @Nullable
  Integer limit;

  @Mixin
  JsonOption output = new JsonOption();

  Quality(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    var atMost = atMost();
    var wanted = kind();
    var view = jobs().find(job);
    var quality = system().quality().of(view, atMost);
    if (quality.report().texts() == 0) {
      throw CliFailure.refused(nothingToMeasure(view, quality));
    }
    var currency = system().prices().currency();
    if (output.json) {
      session.printJson(QualityDocument.of(quality, wanted, currency));
      return ExitCode.OK;
    }
    var lines = new QualityLines(session, quality, atMost);
    if (wanted == null) {
      lines.printAll(currency);
    } else {
      lines.printKind(wanted);
    }
    return ExitCode.OK;
  }

  private int atMost() {
    var given = limit;
    if (given != null) {
      Limits.check(given);
      return given;
    }
    return output.json ? Integer.MAX_VALUE : kind == null ? FEW : OF_ONE_KIND;
  }

  private @Nullable String kind() {
    if (kind == null) {
      return null;
    }
    var wanted = kind.strip().toLowerCase(Locale.ROOT);
    if (!SegmentWarning.kinds().contains(wanted)) {
      throw CliFailure.usage(
          "there are no warnings of the kind '" + Cells.cut(Cells.line(kind), 30) + "'; there are: "
              + String.join(", ", SegmentWarning.kinds()));
    }
    return wanted;
  }

  private static String nothingToMeasure(JobView view, JobQuality quality) {
    if (view.run().map(RunView::plan).filter(Plan::isPlaceholder).isPresent()) {
      return "job " + view.id()
          + " was run with the engine 'placeholder', which translates nothing:"
          + " there is nothing to measure; 'translation-cli reprocess " + view.id()
          + " --all --engine NAME' translates it";
    }
    return "nothing of job " + view.id() + " can be measured (" + view.status() + ", "
        + view.progress().done() + " of " + view.progress().total() + " subtasks done)"
        + quality.unmeasured()
            .stream()
            .findFirst()
            .map(first -> "; the first: " + first.reason())
            .orElse("");
  }
}
