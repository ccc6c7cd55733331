package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's text through the real entry against a real PostgreSQL. */
class ProvideTest extends CliOnDatabase {
  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

  private String job;

  @BeforeEach
  void submitTheNovel() throws IOException {
    environment.putAll(Map.of("TRANSLATION_ENGINE", "placeholder", "MAX_ATTEMPTS", "1"));
    var file = Files.writeString(folder.resolve("novel.json"), JobsTest.NOVEL);
    ok("import", file.toString());
    job = ok("submit", "lamp", "--to", "es").out();
  }

  @Test
  void aRefusedChapterIsProvidedAndItsJobPromoted() throws SQLException, IOException {
    failWithout("'Night'");
    var subtask = failedSubtask();
    var file = file("<p>Entonces se abrió la puerta.</p>\n");
    var untitled = run("provide", subtask, "--file", file);
    assertThat(untitled.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(untitled.err()).contains("add --title", "'Night'");

    // without the engines of the run's plan in the environment, too
    environment.remove("TRANSLATION_ENGINE");
    var provided = ok("provide", subtask.substring(0, 8), "--job", job, "--file", file,
        "--title", "Noche");
    assertThat(provided.err())
        .contains("chapter 2", "Nothing is missing", "COMPLETED")
        .doesNotContain("in the memory");
    assertThat(target()).isEqualTo("Noche: <p>Entonces se abrió la puerta.</p>");
    assertThat(query("select count(*) from chapter_translations where lang = 'es'"))
        .isEqualTo("2");
    assertThat(ok("status", job, "--subtasks").out()).contains("person");
    assertThat(ok("status", job, "--subtasks", "--json").out())
        .contains("\"engine\":\"person\"");

    environment.put("TRANSLATION_ENGINE", "placeholder");
    var all = run("reprocess", job, "--all");
    assertThat(all.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(all.err()).contains("4 finished subtasks again, 1 of them provided by a person");

    var again = run("provide", subtask, "--file", file("<p>La puerta se abrió.</p>"));
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("replaces the finished text of chapter 2", "by person");
    ok("provide", subtask, "--file", file("<p>La puerta se abrió.</p>"), "--yes");
    assertThat(target()).isEqualTo("Noche: <p>La puerta se abrió.</p>");
  }

  @Test
  void aTextThatCannotBeTheTranslationIsRefused() throws SQLException, IOException {
    failWithout("'Night'");
    var subtask = failedSubtask();
    assertThat(refused(subtask, " \n")).contains("the text is blank");
    assertThat(refused(subtask, "<p>a\u0001b</p>")).contains("control character U+0001");
    assertThat(refused(subtask, "<p onclick='x()'>a</p>")).contains("--allow-markup");
    assertThat(refused(subtask, "<img src=https://evil/track.png>")).contains("--allow-markup");
    var untranslated =
        query("select content from chapter_translations where lang = 'en' and title = 'Night'");
    assertThat(refused(subtask, untranslated)).contains("of the source", "--untranslated");
    var bytes = Files.write(folder.resolve("latin"), "<p>se abrió</p>".getBytes(
        StandardCharsets.ISO_8859_1));
    var latin = run("provide", subtask, "--title", "N", "--file", bytes.toString());
    assertThat(latin.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(latin.err()).contains("not UTF-8");
    assertThat(run("provide", subtask, "--title", "N", "--file", "nowhere").err())
        .contains("no such file");
    assertThat(query("select status from translation_subtasks where id = '" + subtask + "'"))
        .isEqualTo("FAILED");
    ok("provide", subtask, "--title", "N", "--allow-markup", "--file",
        file("<p onclick='x()'>a</p>"));
  }

  @Test
  void whatElseIsMissingIsSaidAndKeptForTheNextRun() throws SQLException, IOException {
    failWithout("'Night', 'Evening'");
    var provided = ok("provide", failedSubtask(), "--title", "N", "--file", file("<p>a</p>"));
    assertThat(provided.err()).contains("1 subtask of job " + job + " is still missing");
    assertThat(ok("status", job).out()).contains("FAILED").contains("3 DONE, 1 FAILED");
    assertThat(ok("reprocess", job).err()).contains("1 of 4 subtasks").contains("COMPLETED");
    assertThat(query("select count(*) from chapter_translations where content = '<p>a</p>'"))
        .isEqualTo("1");
  }

  @Test
  void statesThatForbidItRefuseItAndSayWhatToDo() throws SQLException, IOException {
    var subtask = query("select id from translation_subtasks where entity_type = 'chapter'");
    assertThat(refused(subtask, "<p>a</p>")).contains("wait until");
    failWithout("'Night'");
    for (var status : new String[] {"CANCELLED", "ON_FIRE", "IN_PROGRESS"}) {
      execute("update translation_jobs set status = '" + status + "'");
      assertThat(refused(failedSubtask(), "<p>a</p>")).contains(status);
      assertThat(query("select status from translation_jobs")).isEqualTo(status);
    }
    var unknown = run("provide", UNKNOWN, "--file", file("a"));
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    environment.put("STAGING_DIR", folder.resolve("other").toString());
    execute("update translation_jobs set status = 'FAILED'");
    assertThat(refused(failedSubtask(), "<p>a</p>")).contains("use the staging of the workers");
  }

  @Test
  void aVolumeWithoutADescriptionNeedsATitleOnly() throws SQLException {
    failWithout("'Night'");
    execute("update translation_subtasks set status = 'FAILED' where entity_type = 'novel'");
    var novel = query("select id from translation_subtasks where entity_type = 'novel'");
    ok("provide", novel, "--title", "La lámpara", "--yes");
    assertThat(query("select result_text from translation_subtasks where id = '" + novel + "'"))
        .contains("La lámpara", "\"engine\":\"person\"");
  }

  private String target() throws SQLException {
    return query(
        "select title || ': ' || content from chapter_translations where lang = 'es'"
            + " and title = 'Noche'");
  }

  /** Ends with those chapters FAILED, because they had no source text then. */
  private void failWithout(String titles) throws SQLException {
    execute("create table saved as select * from chapter_translations where title in (" + titles
        + ")");
    execute("delete from chapter_translations where title in (" + titles + ")");
    assertThat(run("reprocess", job).exitCode()).isEqualTo(ExitCode.FAILED);
    execute("insert into chapter_translations select * from saved");
  }

  private String failedSubtask() throws SQLException {
    return query("select id from translation_subtasks where status = 'FAILED'");
  }

  private String refused(String subtask, String text) throws IOException {
    var run = run("provide", subtask, "--title", "N", "--file", file(text));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).hasLineCount(1);
    return run.err();
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("text.html"), text).toString();
  }
}
