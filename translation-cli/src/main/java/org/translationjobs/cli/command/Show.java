package org.translationjobs.cli.command;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.ExitCode;
import org.translationjobs.cli.Session;
import org.translationjobs.cli.json.Fields;
import org.translationjobs.cli.render.ReadableText;
import org.translationjobs.cli.render.SideBySide;
import org.translationjobs.cli.watch.SubtaskNames;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.SubtaskView;
import org.translationjobs.runtime.TextPair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Source and translation next to each other. */
@Command(
    name = "show",
    description = {
        "Shows source and translation side by side: what readers see where it is promoted, else what"
            + " is staged."},
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
        "  translation-cli show 3f2a91                    novel, volume and first chapters",
        "  translation-cli show 3f2a91 --limit 10 --paragraphs 2",
        "  translation-cli show 3f2a91 --subtask 9c01d2   one subtask, all of it"})
final class Show extends CliCommand {
  private static final int FEW_PARAGRAPHS = 6;

  @Parameters(
      paramLabel = "JOB|SUBTASK",
      description = "A job's id or its beginning, or a subtask's whole id.")
  String id = "";

  @Option(
      names = "--subtask",
      paramLabel = "ID",
      description = "Only this one of the job: its id, or at least the first six characters.")
  @Nullable
  String subtask;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "4",
      description = "So many texts of a job (${DEFAULT-VALUE}).")
  int limit;

  @Option(
      names = "--paragraphs",
      paramLabel = "N",
      description = "So many paragraphs of each text; 0 for all (" + FEW_PARAGRAPHS
          + " for a job, all for a subtask).")
  @Nullable
  Integer paragraphs;

  @Option(names = "--markup", description = "Show the text as it is stored, tags included.")
  boolean markup;

  @Mixin
  JsonOption output = new JsonOption();

  Show(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    Limits.check(limit);
    var ofSubtask = subtask == null ? jobs().ofSubtask(id) : Optional.<JobView>empty();
    var view = ofSubtask.orElseGet(() -> jobs().find(id));
    var one = ofSubtask.isPresent() ? id : subtask;
    var all = system().views().subtasks(view.id());
    var wanted = one != null
        ? List.of(jobs().subtask(view, one))
        : all.stream().limit(limit).toList();
    var texts = system().texts().of(view, wanted);
    if (output.json) {
      session.printJson(texts.stream().map(Show::document).toList());
      return ExitCode.OK;
    }
    texts.forEach(text -> print(view, text, one != null ? 0 : FEW_PARAGRAPHS));
    if (wanted.size() < all.size() && one == null) {
      session.say((all.size() - wanted.size()) + " more texts: --limit " + all.size());
    }
    return ExitCode.OK;
  }

  private void print(JobView view, TextPair text, int byDefault) {
    var columns = new SideBySide(session.terminal().width(), session.terminal().style());
    columns.heading(
        SubtaskNames.of(text.subtask()) + ", " + view.languages().from(),
        view.languages().to() + ", " + text.origin()).forEach(session::print);
    var most = paragraphs == null ? byDefault : paragraphs;
    var left = paragraphs(text.source());
    var right = paragraphs(text.translation());
    columns.lines(few(left, most), few(right, most)).forEach(session::print);
    if (most > 0 && left.size() > most) {
      session.print(session.terminal()
          .style()
          .dim("… " + (left.size() - most) + " more paragraphs"));
    }
    session.print("");
  }

  private List<String> paragraphs(Optional<SourceText> text) {
    return text.map(found -> java.util.stream.Stream.of(found.title(), found.body())
        .flatMap(field -> field == null ? java.util.stream.Stream.empty() : split(field).stream())
        .toList()).orElse(List.of());
  }

  private List<String> split(String field) {
    return markup ? List.of(field.split("\\R+")) : ReadableText.paragraphs(field);
  }

  private static List<String> few(List<String> all, int most) {
    return most > 0 && all.size() > most ? all.subList(0, most) : all;
  }

  private static Object document(TextPair text) {
    SubtaskView subtask = text.subtask();
    return new Fields()
        .put("subtask_id", subtask.id())
        .put("entity_type", subtask.entityType())
        .put("entity_id", subtask.entityId())
        .put("seq", subtask.seq())
        .put("status", subtask.status())
        .put("origin", text.origin())
        .put("source", fields(text.source()))
        .put("translation", fields(text.translation()))
        .map();
  }

  private static Optional<Object> fields(Optional<SourceText> text) {
    return text.map(found -> new Fields().put("title", found.title())
        .put("body", found.body())
        .map());
  }
}
