package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The memory through the real entry against a real PostgreSQL, and what reprocess makes of it. */
class MemoryTest extends CliOnDatabase {
  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";
  private static final String FOREIGN =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE tmx SYSTEM "tmx14.dtd">
      <tmx version="1.4"><header creationtool="Other" srclang="EN-GB" segtype="paragraph"/><body>
        <tu><tuv xml:lang="EN-GB"><seg>Then the door opened.</seg></tuv>
            <tuv xml:lang="ES"><seg>Entonces se abrió la puerta.</seg></tuv></tu>
        <tu><tuv xml:lang="EN-GB"><seg>It was <bpt i="1">b</bpt>late<ept i="1">e</ept>, and nobody came.</seg></tuv>
            <tuv xml:lang="ES"><seg>Era tarde y no vino nadie.</seg></tuv></tu>
        <tu><tuv xml:lang="EN-GB"><seg>Evening</seg></tuv><tuv xml:lang="DE"><seg>Abend</seg></tuv></tu>
      </body></tmx>
      """;

  private String job;

  @BeforeEach
  void translateTheNovel() throws IOException {
    ok("import", file("novel.json", JobsTest.NOVEL));
    assertThat(ok("memory", "show", "lamp").err()).contains("nothing of this novel");
    job = ok("submit", "lamp", "--to", "es").out();
    ok("reprocess", job);
  }

  @Test
  void whatWasExportedAndPurgedIsBackAfterAnImportAndNothingIsAskedAgain()
      throws IOException, SQLException {
    assertThat(ok("memory", "show", "lamp").out()).containsPattern("en +es +pseudo +7");
    var text = chapter();
    var tmx = folder.resolve("lamp.tmx").toString();
    assertThat(ok("memory", "export", "lamp", "--to", "es", "--file", tmx, "--json").out())
        .contains("\"segments\":7");
    assertThat(ok("memory", "export", "lamp", "--to", "es").out() + "\n")
        .isEqualTo(Files.readString(Path.of(tmx)));

    var asked = run("memory", "purge", "lamp", "--to", "es");
    assertThat(asked.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(asked.err()).contains("Forgets 7 segments", "en→es", "--yes");
    assertThat(ok("memory", "purge", "lamp", "--to", "fr").err()).contains("Forgot 0 segments");
    assertThat(ok("memory", "purge", "lamp", "--to", "es", "--yes", "--json").out())
        .isEqualTo("{\"segments\":7}");
    var imported = ok("memory", "import", "lamp", "--to", "es", "--file", tmx);
    assertThat(imported.err()).contains("7 new, 0 in the place of others", "back for the engine");
    assertThat(ok("memory", "import", "lamp", "--to", "es", "--file", tmx, "--json").out())
        .contains("\"added\":0", "\"unchanged\":7", "\"restored\":7", "\"refusals\":[]");

    var calls = calls();
    ok("reprocess", job, "--all", "--yes");
    assertThat(calls()).isEqualTo(calls);
    assertThat(chapter()).isEqualTo(text);
    ok("memory", "purge", "lamp", "--yes");
    ok("reprocess", job, "--all", "--yes");
    assertThat(calls()).isGreaterThan(calls);
  }

  @Test
  void aPersonsTranslationIsUsedForEveryEngineAndItsBadUnitsAreNamed()
      throws IOException, SQLException {
    var tmx = file("foreign.tmx", FOREIGN);
    var imported = run("memory", "import", "lamp", "--to", "es", "--file", tmx);
    assertThat(imported.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(imported.err()).contains(
        "Unit 2 in line 6 was left out: markers", "1 new", "1 of 3 units left out",
        "1 units have no text in 'en' or none in 'es'");
    assertThat(ok("memory", "show", "lamp", "--json").out())
        .contains(
            "{\"from_lang\":\"en\",\"target_lang\":\"es\",\"engine\":\"memory\",\"segments\":1}");
    ok("reprocess", job, "--all", "--yes");
    assertThat(chapter()).isEqualTo("<p>Entonces se abrió la puerta.</p>");
    assertThat(ok("status", job, "--subtasks", "--json").out())
        .contains("\"engine\":\"memory+pseudo\"");
  }

  @Test
  void aDeletedNovelsMemoryCanStillBeSeenAndPurged() throws SQLException {
    var novel = query("select id::text from novels");
    execute("truncate novels cascade");
    assertThat(run("memory", "show", "lamp").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(ok("memory", "show", novel).out()).contains("pseudo");
    ok("memory", "purge", novel, "--yes");
    assertThat(ok("memory", "show", novel).err()).contains("nothing of this novel");
  }

  @Test
  void ofAFileInAnotherEncodingOneLineIsSaid() throws IOException {
    var tmx = Files.write(
        folder.resolve("latin.tmx"),
        "<tmx version=\"1.4\"><body><tu><tuv xml:lang=\"en\"><seg>café</seg></tuv></tu></body></tmx>"
            .getBytes(StandardCharsets.ISO_8859_1));
    var parser = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(parser, true, StandardCharsets.UTF_8));
    try {
      var latin = run("memory", "import", "lamp", "--to", "es", "--file", tmx.toString());
      assertThat(latin.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(latin.err())
          .contains("it has bytes that are no characters", "UTF-8", "nothing was imported");
    } finally {
      System.setErr(before);
    }
    assertThat(parser.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whatIsNoTmxChangesNothing() throws IOException {
    for (var text : new String[] {"no xml", "", FOREIGN.substring(0, FOREIGN.indexOf("</body>"))}) {
      var run =
          run("memory", "import", "lamp", "--to", "es", "--file", file("broken.tmx", text));
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("broken.tmx: ", "nothing was imported").hasLineCount(1);
    }
    assertThat(ok("memory", "show", "lamp").out()).doesNotContain("memory");
    assertThat(run("memory", "import", "lamp", "--to", "es", "--file", "nowhere").err())
        .contains("there is no such file");
    assertThat(run("memory", "export", "lamp", "--to", "es", "--json").err())
        .contains("--json needs --file");
    assertThat(run("memory", "export", "lamp", "--to", "es", "--file", folder + "/no/x").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("memory", "import", UNKNOWN, "--to", "es", "--file", "x").exitCode())
        .isEqualTo(ExitCode.NOT_FOUND);
  }

  private String chapter() throws SQLException {
    return query(
        "select content from chapter_translations where lang = 'es' and content not like '%<em>%'");
  }

  private long calls() throws SQLException {
    return Long.parseLong(
        query("select coalesce(sum(calls), 0)::text from (select calls from"
            + " translation_ops.call_sums union all select 1 from translation_ops.engine_calls) c"));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
