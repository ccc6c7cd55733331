package org.translationjobs.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.render.Cells;
import org.translationjobs.cli.render.Table;
import org.translationjobs.cli.render.Wrap;
import org.translationjobs.cli.watch.SubtaskNames;
import org.translationjobs.pipeline.quality.Example;
import org.translationjobs.pipeline.quality.QualityReport;
import org.translationjobs.pipeline.quality.Share;
import org.translationjobs.pipeline.quality.WarningsOfKind;
import org.translationjobs.runtime.JobQuality;

/** The report on a translation, for people: the numbers first, then where to look. */
final class QualityLines {
  private static final int LABEL = 12;
  private static final int EXCERPT_LINES = 2;
  private static final String INDENT = "    ";

  private final Session session;
  private final JobQuality quality;
  private final QualityReport report;
  private final int atMost;

  QualityLines(Session session, JobQuality quality, int atMost) {
    this.session = session;
    this.quality = quality;
    this.report = quality.report();
    this.atMost = atMost;
  }

  void printAll(String currency) {
    title();
    measured();
    line("warnings", warnings());
    line("terms", terms());
    line("glossary", glossary());
    line("lengths", lengths());
    line("neighbours", neighbours());
    line("repeated", repeated());
    CostLines.of(quality.cost(), currency).forEach(text -> line("cost", text));
    report.warnings().forEach(this::kind);
    termTable();
    glossaryTable();
    outliers();
    alike();
    different();
    hint();
  }

  void printKind(String kind) {
    title();
    var found = report.warnings().stream().filter(one -> one.kind().equals(kind)).findFirst();
    if (found.isEmpty()) {
      session.print("No warning of the kind '" + kind + "' in " + texts(report.texts()) + ".");
    }
    found.ifPresent(this::kind);
    hint();
  }

  private void hint() {
    session.say("A whole text: translation-cli show " + quality.job().id()
        + " --subtask ID, the ID in brackets");
  }

  private void title() {
    var job = quality.job();
    session.print(session.terminal()
        .style()
        .bold(Cells.cut(
            Cells.line(job.title().orElse("(no title)")) + "  " + job.languages() + "  "
                + job.status(),
            width())));
  }

  private void measured() {
    line("measured", texts(report.texts()) + ", " + report.paragraphs() + " paragraphs; "
        + counts(quality.origins()) + "; by " + counts(quality.engines()));
    if (!quality.unmeasured().isEmpty()) {
      line("left out", texts(quality.unmeasured().size()) + ": "
          + some(
              quality.unmeasured()
                  .stream()
                  .map(one -> one.text() + " (" + one.reason() + ")")
                  .toList()));
    }
    if (!report.unpaired().isEmpty()) {
      line("unpaired", texts(report.unpaired().size())
          + " with other paragraphs than in the source, which are not compared: "
          + some(
              report.unpaired()
                  .stream()
                  .map(one -> one.text() + " (" + one.reason() + ")")
                  .toList()));
    }
  }

  private String warnings() {
    var sum = report.warnings().stream().mapToInt(WarningsOfKind::count).sum();
    return sum == 0 ? "none"
        : sum + " (" + decimal(100.0 * sum / Math.max(1, report.paragraphs()))
            + " for 100 paragraphs): "
            + report.warnings()
                .stream()
                .map(one -> one.count() + " " + one.kind())
                .collect(Collectors.joining(", "));
  }

  private String terms() {
    var terms = report.terms();
    if (terms.terms().isEmpty()) {
      return "none that recur; a glossary would name them";
    }
    var unclear = terms.unclear().isEmpty() ? ""
        : "; of " + terms.unclear().size() + " more no translation could be told";
    return percent(terms.ltcr1()) + " translated as at first (LTCR-1): " + of(terms.ltcr1())
        + " occurrences of " + terms.terms().size() + " terms" + unclear;
  }

  private String glossary() {
    var glossary = report.glossary();
    var newer = quality.newestGlossary() > glossary.version()
        ? "; it has version " + quality.newestGlossary()
            + " now, which 'reprocess --all' would use"
        : "";
    if (glossary.version() == 0) {
      return "the run had none" + newer;
    }
    return "version " + glossary.version() + ": "
        + (glossary.segments().all() == 0
            ? "none of its terms stands in the text"
            : percent(glossary.segments()) + " of the paragraphs with a term have its translation, "
                + of(glossary.segments()))
        + newer;
  }

  private String lengths() {
    var lengths = report.lengths();
    return lengths.median() == 0
        ? "too few paragraphs to tell"
        : "median " + decimal(lengths.median()) + " times the source; " + lengths.count() + " of "
            + lengths.measured() + " paragraphs far from what is usual here";
  }

  private String neighbours() {
    return report.alike().isEmpty()
        ? "no two chapters side by side are alike"
        : report.alike().size() + (report.alike().size() == 1 ? " pair" : " pairs")
            + " of chapters nearly alike whose sources are not";
  }

  private String repeated() {
    var alike = report.repeated().alike();
    return alike.all() == 0
        ? "no paragraph stands in the source twice"
        : alike.all() + " paragraphs stand in the source several times, "
            + (alike.all() - alike.part()) + " of them are translated in several ways";
  }

  private void kind(WarningsOfKind warnings) {
    heading(
        "Warnings: " + warnings.kind() + ", " + warnings.count() + " in "
            + texts(warnings.texts()));
    warnings.first().forEach(found -> place(found.place(), found.reason()));
    more(
        warnings.count(), warnings.first().size(),
        "--kind '" + warnings.kind() + "' --limit " + warnings.count());
  }

  private void termTable() {
    var inconsistent =
        report.terms()
            .terms()
            .stream()
            .filter(term -> term.again().part() < term.again().all())
            .toList();
    if (!inconsistent.isEmpty()) {
      heading("Terms that are not translated as at first");
      var table = new Table(4, "TERM", "AT FIRST", "SO AGAIN", "", "OTHERWISE IN").alsoFlexible(1)
          .alsoFlexible(0);
      inconsistent.stream()
          .limit(rows())
          .forEach(
              term -> table.row(
                  term.term(), term.rendering(), of(term.again()), percent(term.again()),
                  texts(term.others())));
      print(table);
      more(inconsistent.size(), rows(), "");
      session.print("");
      inconsistent.stream()
          .limit(atMost)
          .filter(term -> !term.others().isEmpty())
          .forEach(
              term -> place(
                  term.others().getFirst(), term.term() + " is not '" + term.rendering()
                      + "' here"));
    }
    if (!report.terms().unclear().isEmpty()) {
      line("unclear", some(report.terms().unclear()));
    }
  }

  private void glossaryTable() {
    var missed =
        report.glossary()
            .terms()
            .stream()
            .filter(term -> !term.missed().isEmpty())
            .toList();
    if (missed.isEmpty()) {
      return;
    }
    heading("Terms of the glossary that were not used everywhere");
    var table = new Table(4, "TERM", "TRANSLATION", "USED", "", "NOT IN").alsoFlexible(1)
        .alsoFlexible(0);
    missed.stream()
        .limit(rows())
        .forEach(
            term -> table.row(
                term.term().source(), term.term().target(), of(term.segments()),
                percent(term.segments()),
                texts(term.missed())));
    print(table);
    more(missed.size(), rows(), "");
  }

  private void outliers() {
    var lengths = report.lengths();
    if (lengths.farthest().isEmpty()) {
      return;
    }
    heading("Lengths far from what is usual here");
    lengths.farthest()
        .forEach(
            one -> place(
                one.place(), decimal(one.ratio()) + " times the source, usual is "
                    + decimal(one.low()) + " to " + decimal(one.high())));
    more(lengths.count(), lengths.farthest().size(), "");
  }

  private void alike() {
    if (report.alike().isEmpty()) {
      return;
    }
    heading("Neighbouring chapters with nearly the same translation");
    report.alike()
        .stream()
        .limit(atMost)
        .forEach(
            one -> Wrap
                .paragraph(
                    one.one() + " and " + one.next() + ": "
                        + Math.round(100 * one.translations()) + " % in common, the sources "
                        + Math.round(100 * one.sources()) + " %",
                    width() - 2)
                .forEach(text -> session.print("  " + text)));
    more(report.alike().size(), atMost, "");
  }

  private void different() {
    var repeated = report.repeated();
    if (repeated.different().isEmpty()) {
      return;
    }
    heading("The same paragraph in several translations");
    for (var text : repeated.different()) {
      text.translations()
          .stream()
          .limit(atMost)
          .forEach(
              variant -> place(
                  variant.first(), variant.times() + " of " + text.times() + " times so"));
    }
    more(repeated.alike().all() - repeated.alike().part(), repeated.different().size(), "");
  }

  private void place(Example place, String reason) {
    for (var text : Wrap.paragraph(where(place) + ": " + reason, width() - 2)) {
      session.print("  " + text);
    }
    excerpt(quality.job().languages().from(), place.source());
    excerpt(quality.job().languages().to(), place.target());
  }

  private void excerpt(String language, String text) {
    if (text.isEmpty()) {
      return;
    }
    var label = Cells.padded(language, 4);
    var room = width() - INDENT.length() - label.length();
    var lines = new ArrayList<>(Wrap.paragraph(text, room));
    if (lines.size() > EXCERPT_LINES) {
      lines.set(
          EXCERPT_LINES - 1,
          Cells.cut(lines.get(EXCERPT_LINES - 1) + " " + lines.get(EXCERPT_LINES), room));
    }
    for (var i = 0; i < Math.min(EXCERPT_LINES, lines.size()); i++) {
      session.print(
          session.terminal()
              .style()
              .dim(INDENT + Cells.padded(i == 0 ? label : "", label.length()) + lines.get(i)));
    }
  }

  private static String where(Example place) {
    return place.text() + " (" + SubtaskNames.shortId(place.text().subtask()) + ")"
        + (place.segment().isEmpty() ? "" : ", " + place.segment());
  }

  private void heading(String text) {
    session.print("");
    session.print(session.terminal().style().bold(text));
  }

  private void more(int all, int shown, String how) {
    if (all > shown) {
      session.print("  … " + (all - shown) + " more: "
          + (how.isEmpty() ? "--limit " + all : how));
    }
  }

  private void print(Table table) {
    table.lines(width() - 2, session.terminal().style())
        .forEach(text -> session.print("  " + text));
  }

  private void line(String label, String text) {
    var lines = Wrap.paragraph(text, width() - LABEL);
    for (var i = 0; i < lines.size(); i++) {
      session.print(Cells.padded(i == 0 ? label : "", LABEL) + lines.get(i));
    }
  }

  /** A row of a table takes one line, so that there may be more of them. */
  private int rows() {
    return (int) Math.min(Integer.MAX_VALUE, 3L * atMost);
  }

  private String some(List<String> all) {
    return all.stream().limit(atMost).collect(Collectors.joining(", "))
        + (all.size() > atMost ? ", …" : "");
  }

  private static String texts(int number) {
    return CliCommand.count(number, "text");
  }

  private String texts(List<Example> places) {
    return some(places.stream().map(place -> place.text().toString()).distinct().toList());
  }

  private static String counts(Map<String, Integer> counts) {
    return counts.entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String of(Share share) {
    return share.part() + " of " + share.all();
  }

  private static String percent(Share share) {
    return String.format(Locale.ROOT, "%.1f %%", share.percent());
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private int width() {
    return session.terminal().width();
  }
}
