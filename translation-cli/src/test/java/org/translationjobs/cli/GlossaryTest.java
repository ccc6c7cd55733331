package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.FakeEngineServer;
import org.translationjobs.testkit.engine.Misbehaviour;

/** From extraction over files to a redone job, through the real entry against a real PostgreSQL. */
class GlossaryTest extends CliOnDatabase {
  private static final String NOVEL =
      """
          {"slug": "lamp", "lang": "en", "title": "The Lamp", "description": null,
           "volumes": [{"title": "One", "description": null, "chapters": [
             {"seq": 1, "title": "Evening", "content": "<p>Then Mrs. Hill met Anna in Longbourn. \
          They were late.</p><p>“Oh!” said Anna; and Mrs. Hill laughed.</p>"},
             {"seq": 2, "title": "Night", "content": "<p>The door of Longbourn opened.</p>\
          <p>Nobody came.</p>"}]}]}
          """;

  @BeforeEach
  void importTheNovel() throws IOException {
    ok("import", Files.writeString(folder.resolve("novel.json"), NOVEL).toString());
  }

  @Test
  void namesAreFoundByTheirCapitalsReviewedInAFileAndLocked() throws IOException {
    var dry = ok("glossary", "extract", "lamp", "--to", "es", "--dry-run");
    assertThat(dry.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .containsExactly(
            "NAME TIMES KIND NOTE", "Anna 2 term", "Hill 2 character female", "Longbourn 2 term");
    assertThat(ok("glossary", "list", "lamp", "--to", "es").err()).contains("no terms");
    var extracted = ok("glossary", "extract", "lamp", "--to", "es", "--json");
    assertThat(extracted.out())
        .contains("\"version\":1,", "\"added\":3,", "\"conflicts\":0", "\"found\":3",
            "\"calls\":1");
    assertThat(ok("glossary", "extract", "lamp", "--to", "es").err())
        .contains("3 names found, 3 of them in the glossary already");

    var file = folder.resolve("terms.csv");
    ok("glossary", "export", "lamp", "--to", "es", "--file", file.toString());
    var rows = Files.readAllLines(file);
    assertThat(rows).hasSize(4).contains("source,target,kind,note,locked,origin");
    assertThat(rows.get(2)).startsWith("Hill,").endsWith(",character,female,no,extraction");
    Files.write(
        file,
        List.of("source;target;locked", "Anna;Ana;yes", "Longbourn;Longbourn;", "Hill;Colina;"));
    var kept = ok("glossary", "import", "lamp", "--to", "es", "--file", file.toString());
    assertThat(kept.err()).contains("3 conflicts", "0 terms new, 0 replaced, 3 as they were");
    var dryImport =
        ok("glossary", "import", "lamp", "--to", "es", "--file", file.toString(), "--replace",
            "--dry-run", "--json");
    assertThat(dryImport.out()).contains("\"dry_run\":true", "\"replaced\":3");
    ok("glossary", "import", "lamp", "--to", "es", "--file", file.toString(), "--replace");
    Files.write(file, List.of("source,target", "Anna,Anita", "Hill,Monte", "door,puerta"));
    var locked =
        ok("glossary", "import", "lamp", "--to", "es", "--file", file.toString(), "--replace");
    assertThat(locked.err())
        .contains("Kept Anna → Ana (locked); not taken: Anita", "1 term new, 1 replaced");
    var csv = ok("glossary", "export", "lamp", "--to", "es").out();
    assertThat(csv).contains("Anna,Ana,term,,yes,import", "Hill,Monte", "door,puerta");

    var tbx = folder.resolve("terms.tbx");
    ok("glossary", "export", "lamp", "--to", "es", "--file", tbx.toString());
    assertThat(Files.readString(tbx)).startsWith("<?xml").contains("<tbx ", "x-locked");
    var again = ok("glossary", "import", "lamp", "--to", "es", "--file", tbx.toString(),
        "--replace");
    assertThat(again.err()).contains("0 terms new, 0 replaced, 4 as they were; 0 conflicts");
  }

  @Test
  void aFileWithABadRowIsNotImportedAtAll() throws IOException {
    var file = Files.write(
        folder.resolve("terms.csv"), List.of("source,target,kind", "Anna,Ana,", "x,,", "y,z,q"));
    var refused = run("glossary", "import", "lamp", "--to", "es", "--file", file.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains("line 3: ", "line 4: kind is 'q'", "2 rows", "nothing was imported");
    assertThat(ok("glossary", "list", "lamp", "--to", "es").err()).contains("no terms");
    var missing = run("glossary", "import", "lamp", "--to", "es", "--file", "nowhere");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).isEqualTo("translation-cli: nowhere: there is no such file");
    assertThat(
        run("glossary", "export", "lamp", "--to", "es", "--format", "doc").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFileMayComeFromStandardInput() {
    var before = System.in;
    System.setIn(
        new ByteArrayInputStream("source,target\nlamp,lámpara\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(ok("glossary", "import", "lamp", "--to", "es", "--file", "-").err())
          .contains("1 term new");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void ofADeadAddressNoRequestIsSaidToBeAnswered() {
    try (var server = FakeEngineServer.start(Answers.pseudo())) {
      useModel(server);
      server.script().always(Misbehaviour.status(401));
      assertThat(run("glossary", "extract", "lamp", "--to", "es", "--yes").err())
          .contains("Used: 1 request, 0 of them answered, 0 tokens in, 0 out");
    }
  }

  @Test
  void aModelReadsTheNovelAndOnlyWhatStandsThereTwiceIsTaken() {
    try (var server = FakeEngineServer.start((texts, languages) -> texts.stream()
        .map(GlossaryTest::listed)
        .toList())) {
      useModel(server);
      var dry = ok("glossary", "extract", "lamp", "--to", "es", "--dry-run");
      assertThat(dry.err()).contains("Reading the novel takes 4 requests", "tokens");
      assertThat(server.translations()).isEmpty();
      var unconfirmed = run("glossary", "extract", "lamp", "--to", "es");
      assertThat(unconfirmed.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(unconfirmed.err()).contains("--yes");
      var read = ok("glossary", "extract", "lamp", "--to", "es", "--yes");
      assertThat(server.translations()).hasSize(4);
      assertThat(read.err())
          .contains(
              "2 terms new", "1 conflict", "Dropped: 1 not in the text, 1 too rare, 1 unreadable",
              "4 requests");
      assertThat(ok("glossary", "export", "lamp", "--to", "es").out().lines())
          .containsExactly(
              "source,target,kind,note,locked,origin",
              "Anna,Ana,character,female,no,extraction",
              "Longbourn,Longbourn,term,,no,extraction");
      assertThat(ok("glossary", "conflicts", "lamp", "--to", "es").out()).contains("Ana", "Anita");
    }
  }

  @Test
  void whatAModelFoundBeforeItCouldNotBeUsedAnyMoreIsKeptAndItsCostTold() {
    environment.put("PRICE_OPENAI_INPUT", "1000");
    environment.put("PRICE_OPENAI_OUTPUT", "1000");
    try (var server = FakeEngineServer.start((texts, languages) -> texts.stream()
        .map(GlossaryTest::listed)
        .toList())) {
      useModel(server);
      server.script().nextGood(3);
      server.script().next(Misbehaviour.status(401));
      var broken = run("glossary", "extract", "lamp", "--to", "es", "--yes", "--json");
      assertThat(broken.exitCode()).as(broken.err()).isEqualTo(ExitCode.REFUSED);
      assertThat(broken.err())
          .contains("4 requests, 3 of them answered", "It broke off",
              "translation-cli: engine openai cannot be used");
      assertThat(broken.out()).contains("\"complete\":false", "\"calls\":4", "\"cost\":\"0.")
          .doesNotContain("\"input_tokens\":0,", "\"cost\":\"0\"", "\"added\":0");
      assertThat(ok("glossary", "export", "lamp", "--to", "es").out()).contains("Anna,Ana,");
    }
  }

  private static String listed(String text) {
    var lines =
        Stream.of(
            text.contains("met Anna") ? "Anna → Ana | character | female" : "",
            text.contains("said Anna") ? "Anna → Anita | character | female\nEliza → Elisa" : "",
            text.contains("Longbourn") ? "Longbourn → Longbourn | place" : "",
            text.contains("door") ? "door → puerta | term\nwhatever this is" : "")
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("\n"));
    return lines.isEmpty() ? "-" : lines;
  }

  @Test
  void afterAChangeTheTextsWithTheTermAreRedone() {
    try (var server = FakeEngineServer.start((texts, languages) -> texts.stream()
        .map(text -> text.replaceAll("(\\p{L}+)", "$1þa").replace("Longbournþa", "Campollano"))
        .toList())) {
      var job = ok("submit", "lamp", "--to", "es").out();
      assertThat(ok("reprocess", job).err()).contains("COMPLETED");
      var useless = run("reprocess", job, "--changed-terms");
      assertThat(useless.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(useless.err()).contains("no engine here uses a glossary (pseudo)");
      useModel(server);
      ok("reprocess", job, "--all", "--yes");
      assertThat(ok("reprocess", job, "--changed-terms").err())
          .contains("No term changed", "Nothing of job");
      assertThat(
          ok("glossary", "add", "lamp", "Longbourn", "Campollano", "--to", "es").err())
          .contains("--changed-terms");
      assertThat(ok("reprocess", job, "--changed-terms", "--dry-run", "--json").out())
          .contains("\"changed_terms\":[\"Longbourn\"]", "\"segments\":2", "\"not_known\":0");
      server.forget();
      var redone = ok("reprocess", job, "--changed-terms", "--yes");
      assertThat(redone.err())
          .contains(
              "1 term changed up to glossary version 1: Longbourn.",
              "They stand in 2 segments of 2 finished subtasks.", "2 of 4 subtasks",
              "Engines were asked in 2 requests.", "COMPLETED");
      assertThat(server.translations()).hasSize(2);
    }
  }

  private void useModel(FakeEngineServer server) {
    environment.putAll(
        Map.of(
            "TRANSLATION_ENGINE", "openai", "OPENAI_BASE_URL", server.chatUrl().toString(),
            "OPENAI_API_KEY", "key", "OPENAI_MODEL", "fake"));
  }
}
