package org.translationjobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.translationjobs.testkit.EmbeddedPostgres;

/** A database that does not let us in, or is not there: one line that says what to do. */
class DatabaseErrorsTest {
  private static EmbeddedPostgres server;
  private static String place;

  @BeforeAll
  static void startAServerThatAsksForAPassword() {
    server = EmbeddedPostgres.startAskingForPassword();
    place = "127.0.0.1:" + server.port() + "/" + server.createDatabase().name();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aWrongPasswordIsAMatterOfConfiguration() {
    assertThat(refused("postgresql://guarded:sesame@" + place))
        .startsWith("translation-cli: DATABASE_URL: PostgreSQL at " + place + " refuses the login:")
        .contains("password authentication failed for user \"guarded\"")
        .contains("check user and password in DATABASE_URL")
        .doesNotContain("sesame");
  }

  @Test
  void aMissingPasswordNamesTheVariableToSet() {
    assertThat(refused("postgresql://guarded@" + place))
        .contains("wants a password and none is set; put it into DATABASE_URL")
        .contains("DATABASE_URL_FILE")
        .contains("postgresql://<user>:<password>@<host>:5432/<database>");
    assertThat(refused("postgresql://guarded:@" + place)).contains("wants a password");
  }

  @Test
  void theRightPasswordIsLetIn() {
    var run = run("postgresql://guarded:open%20sesame@" + place, "list");
    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).contains("translation_jobs");
  }

  @Test
  void anUnknownDatabaseIsAMatterOfConfiguration() {
    assertThat(refused("postgresql://postgres@127.0.0.1:" + server.port() + "/nowhere"))
        .contains("database \"nowhere\" does not exist")
        .contains("check the database name in DATABASE_URL");
  }

  @Test
  void anUnknownHostIsNamed() {
    var run = run("postgresql://u:hush@no-such-host.invalid/db", "list");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(run.err())
        .contains("PostgreSQL at no-such-host.invalid:5432/db cannot be reached")
        .contains("the host 'no-such-host.invalid' is not known here; check the host in"
            + " DATABASE_URL")
        .doesNotContain("hush")
        .hasLineCount(1);
  }

  @Test
  void aClosedPortIsSaid() {
    var run = run("postgresql://u:hush@127.0.0.1:1/db", "list");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(run.err())
        .contains("PostgreSQL at 127.0.0.1:1/db cannot be reached: the connection was refused")
        .contains("host and port in DATABASE_URL")
        .hasLineCount(1);
  }

  @Test
  void theHintIsReadable() {
    assertThat(refused("mysql://u:hush@h/db"))
        .startsWith("translation-cli: DATABASE_URL is 'mysql://u:***@h/db'; allowed:"
            + " postgresql://<user>:<password>@<host>:5432/<database>");
    var missing = CliRun.of(Map.of(), "list");
    assertThat(missing.err()).contains("DATABASE_URL is not set").contains("<user>:<password>@");
  }

  @Test
  void everyCommandSaysTheSame() {
    var id = "00000000-0000-4000-8000-000000000000";
    for (var command : List.of(
        "status " + id, "watch " + id, "show " + id, "reprocess " + id, "cancel " + id, "hold "
            + id,
        "release --fleet", "promote " + id, "adopt " + id, "workers", "migrate",
        "submit x --to es")) {
      var run = run("postgresql://guarded:sesame@" + place, command.split(" "));
      assertThat(run.exitCode()).as(command + ": " + run.err()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).as(command).contains("refuses the login").hasLineCount(1);
    }
  }

  private static String refused(String url) {
    var run = run(url, "list");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1);
    return run.err();
  }

  private static CliRun run(String url, String... arguments) {
    return CliRun.of(
        new HashMap<>(Map.of("DATABASE_URL", url, "TRANSLATION_ENGINE", "placeholder")), arguments);
  }
}
