package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translationjobs.cli.command.TranslationCli;
import picocli.CommandLine;

/** What needs no server. */
class UsageTest {
  private static final Map<String, String> NOTHING = Map.of();

  @TempDir
  Path folder;

  @Test
  void everyCommandHasHelpWithExamplesWithin80Columns() {
    for (var command : commands()) {
      var help = CliRun.of(NOTHING, (command + " --help").strip().split(" "));
      assertThat(help.exitCode()).as(command).isZero();
      assertThat(help.out()).as(command).contains("Example").contains("Exit codes:");
      assertThat(help.out().lines()).as(command).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void theDocumentationNamesEveryCommandAndExitCode() throws IOException {
    var document = Files.readString(Path.of("..", "docs", "cli.md"));
    for (var command : commands()) {
      assertThat(document).contains(("translation-cli " + command).strip());
    }
    ExitCode.meanings().keySet().forEach(code -> assertThat(document).contains("| " + code + " |"));
  }

  @Test
  void versionAndCompletionAreThere() {
    assertThat(CliRun.of(NOTHING, "--version").out()).startsWith("translation-cli ");
    assertThat(CliRun.of(NOTHING, "generate-completion").out()).contains("reprocess");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "status", "status 123456 --nonsense", "hold",
      "hold --fleet --engine x",
      "submit novel", "reprocess 123456 --all --subtask 123456", "rejected", "list --limit x"})
  void wrongUsageIsOneLineAndWhereToReadOn(String line) {
    var run = CliRun.of(NOTHING, line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("translation-cli: ")
        .contains("--help")
        .doesNotContain("\tat ");
  }

  @Test
  void aMalformedIdIsRefusedBeforeAnyServerIsAsked() {
    for (var id : List.of("x", "12345", "zzzzzzzz", "1-1-1-1-1 ", "'; drop table")) {
      var run = CliRun.of(NOTHING, "status", id);
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("not a job id").hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"quality 123456 --kind nonsense", "quality 123456 --limit 0",
      "show 123456 --limit -1"})
  void aWrongValueIsNamedBeforeAnyServerIsAsked(String line) {
    var run = CliRun.of(NOTHING, line.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(line.substring(line.lastIndexOf(' ') + 1)).hasLineCount(1);
  }

  @Test
  void aMissingVariableIsNamed() {
    var run = CliRun.of(NOTHING, "list");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("DATABASE_URL is not set").hasLineCount(1);
  }

  @Test
  void doctorTellsOfABrokenConfiguration() {
    var run = CliRun.of(NOTHING, "doctor", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).startsWith("{\"ok\":false").contains("DATABASE_URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"slug\":\"a\"}", "{\"slug\":1", "{} {}",
      "{\"slug\":\"a\",\"lang\":\"en\",\"title\":\"t\",\"volumes\":[{\"title\":\"v\",\"chapters\":[{\"title\":\"c\"}]}]}"})
  void aFileThatIsNoNovelIsRefused(String content) throws IOException {
    var file = Files.writeString(folder.resolve("novel.json"), content);
    var run = CliRun.of(Map.of("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x"), "import", file
        .toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(file.toString()).hasLineCount(1);
  }

  @Test
  void whatIsMadeForOneCommandIsThatCommandAndHasItsOwnName() {
    TranslationCli.commandLine(session()).getSubcommands().forEach((name, command) -> {
      var made = TranslationCli.commandLine(session(), name).getSubcommands();
      assertThat(made).containsKey(name);
      assertThat(made.get(name).getCommandName()).isEqualTo(name);
      if (!name.equals("generate-completion")) {
        assertThat(made).hasSize(1);
      }
    });
  }

  private static List<String> commands() {
    var names = new ArrayList<String>();
    collect(TranslationCli.commandLine(session()), "", names);
    return names;
  }

  private static Session session() {
    return new Session(
        new Surroundings(
            NOTHING, new PrintStream(PrintStream.nullOutputStream()),
            new PrintStream(PrintStream.nullOutputStream()), new PlainTerminal(),
            new NoInterrupts()));
  }

  private static void collect(CommandLine line, String name, List<String> names) {
    names.add(name);
    line.getSubcommands()
        .forEach((sub, command) -> collect(command, (name + " " + sub).strip(), names));
  }
}
