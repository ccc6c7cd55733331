package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The report on a translation through the real entry against a real PostgreSQL. */
class QualityTest extends CliOnDatabase {
  private static final String NOVEL = """
      {"slug": "lamp", "lang": "en", "title": "The Lamp", "description": null,
       "volumes": [
        {"title": "One", "description": null, "chapters": [
         {"seq": 1, "title": "Dusk", "content": "<p>It was late and Clara came home.</p>\
      <p>Nobody saw Clara at the gate.</p><p>The lamp went out at last.</p>"},
         {"seq": 2, "title": "Night", "content": "<p>In 1815 nobody knew Clara yet.</p>"}]},
        {"title": "Two", "description": null, "chapters": [
         {"seq": 1, "title": "Dawn", "content": "<p>The lamp went out at last.</p>\
      <p>And then they met Clara again.</p>"}]}]}
      """;
  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

  @BeforeEach
  void importTheNovel() throws IOException {
    environment.put("MAX_ATTEMPTS", "1");
    ok("import", Files.writeString(folder.resolve("novel.json"), NOVEL).toString());
  }

  @Test
  void theReportIsOnWhatIsStagedAndThenOnWhatReadersSee() throws SQLException {
    ok("glossary", "add", "lamp", "lamp", "lámpara", "--to", "es");
    var job = ok("submit", "lamp", "--to", "es", "--approve").out();
    ok("reprocess", job);
    var staged = ok("quality", job, "--json").out();
    assertThat(staged).startsWith("{\"job_id\":\"" + job + "\"")
        .contains(
            "\"texts\":6,\"paragraphs\":12", "\"origins\":{\"staged\":6}",
            "\"engines\":{\"pseudo\":6}", "\"unmeasured\":[]", "\"alike\":[]",
            "\"ltcr1\":1.0,\"same\":5,\"again\":5", "\"term\":\"Clara\"",
            "\"version\":1,\"newest_version\":1,\"obedience\":0.0,\"obeyed\":0,\"segments\":3",
            "\"repeated\":{\"paragraphs\":1,\"alike\":1", "\"calls\":6");

    ok("promote", job, "--wait");
    edit("Night", "<p>Nadie la conocía.</p>");
    edit("Dawn", "<p>La lámpara se apagó.</p><p>Y otra vez Clara.</p>");
    warn("Night", "content segment 1: digits: 1815 is missing");
    var report = ok("quality", job);
    assertThat(report.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(report.out()).contains(
        "6 texts, 12 paragraphs; 2 edited after promotion, 4 promoted",
        "33.3 % of the paragraphs with a term", "Warnings: digits, 1 in 1 text",
        "volume 1, chapter 2 (", "1815 is missing", "es  Nadie la conocía.",
        "translated in several ways", "1 of 2 times so", "volume 2, chapter 1 (");
    assertThat(report.err()).contains("translation-cli show " + job + " --subtask");
    var one = ok("quality", job, "--kind", "digits", "--limit", "1");
    assertThat(one.out()).contains("1815 is missing").doesNotContain("LTCR-1");
    assertThat(ok("quality", job, "--kind", "length").out()).contains("No warning of the kind");
    assertThat(ok("quality", job, "--kind", "length", "--json").out())
        .contains("\"warnings\":[]");
    var subtask = subtask("Night");
    assertThat(ok("show", job, "--subtask", subtask.substring(0, 8)).out())
        .contains("Nadie la conocía.")
        .doesNotContain("again");
  }

  @Test
  void aTextOfAPersonMayHaveOtherParagraphs() throws SQLException, IOException {
    var job = ok("submit", "lamp", "--to", "es").out();
    ok("reprocess", job);
    var file = Files.writeString(folder.resolve("text.html"), "<p>Todo en uno.</p>").toString();
    ok("provide", subtask("Dusk"), "--title", "Anochecer", "--file", file, "--yes");
    var report = ok("quality", job).out();
    assertThat(report.replaceAll("\\s+", " ")).contains(
        "by 1 person, 5 pseudo",
        "volume 1, chapter 1 (content: 3 paragraphs in the source, 1 in the translation)");
    assertThat(ok("quality", job, "--json").out())
        .contains("\"unpaired\":[{\"subtask_id\":\"" + subtask("Dusk"));
  }

  @Test
  void whatIsMissingIsLeftOutAndNamed() throws SQLException {
    var job = ok("submit", "lamp", "--to", "es").out();
    assertThat(refused(job)).contains("can be measured (PENDING, 0 of 6 subtasks done)");
    execute("delete from chapter_translations where title = 'Night'");
    assertThat(run("reprocess", job).exitCode()).isEqualTo(ExitCode.FAILED);
    var report = ok("quality", job).out();
    assertThat(report.replaceAll("\\s+", " ")).contains(
        "FAILED", "5 texts", "5 staged",
        "left out 1 text: volume 1, chapter 2 (no source text in 'en')");

    environment.put("TRANSLATION_ENGINE", "placeholder");
    var placeholders = ok("submit", "lamp", "--to", "fr", "--from", "en").out();
    ok("reprocess", placeholders);
    assertThat(refused(placeholders))
        .contains("the engine 'placeholder'", "reprocess " + placeholders);
    assertThat(run("quality", UNKNOWN).exitCode()).isEqualTo(ExitCode.NOT_FOUND);
  }

  private void edit(String title, String content) throws SQLException {
    execute("update chapter_translations t set content = '" + content
        + "' from chapter_translations"
        + " s where s.chapter_id = t.chapter_id and s.title = '" + title + "' and t.lang = 'es'");
  }

  private void warn(String title, String warning) throws SQLException {
    execute("update translation_ops.work_items set warnings = array['" + warning
        + "'] where subtask_id = '" + subtask(title) + "'");
  }

  private String subtask(String title) throws SQLException {
    return query("select s.id from translation_subtasks s join chapter_translations t on"
        + " t.chapter_id = s.entity_id where t.title = '" + title + "'");
  }

  private String refused(String job) {
    var run = run("quality", job);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).hasLineCount(1);
    return run.err();
  }
}
