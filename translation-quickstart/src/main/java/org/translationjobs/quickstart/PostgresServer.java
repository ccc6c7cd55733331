package org.translationjobs.quickstart;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.SQLException;
import java.time.Duration;

/** A real PostgreSQL on a free port of 127.0.0.1, also for root. */
final class PostgresServer implements AutoCloseable {
  private static final String DATABASE = "novels";

  private final EmbeddedPostgres server;
  private final String version;

  private PostgresServer(EmbeddedPostgres server, String version) {
    this.server = server;
    this.version = version;
  }

  /** Starts it with an empty database. */
  static PostgresServer start(RunFolder folder) throws IOException {
    var log = Redirect.appendTo(folder.resolve("postgres.log").toFile());
    var server = EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(folder.programs().resolve("postgres").toFile())
        .setDataDirectory(folder.resolve("postgres"))
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("timezone", "UTC")
        .setServerConfig("log_timezone", "UTC")
        .setLocaleConfig("locale", "C")
        .setOutputRedirector(log)
        .setErrorRedirector(log)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofMinutes(5))
        .start();
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
      return new PostgresServer(server, connection.getMetaData().getDatabaseProductVersion());
    } catch (SQLException e) {
      server.close();
      throw new IOException("PostgreSQL started, but did not answer: " + e.getMessage(), e);
    }
  }

  /** In the form of {@code DATABASE_URL}. */
  String url() {
    return "postgresql://postgres:postgres@127.0.0.1:" + server.getPort() + "/" + DATABASE;
  }

  String version() {
    return version;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
