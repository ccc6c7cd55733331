package org.translationjobs.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL made with programs that are installed on this machine. */
final class InstalledPostgres implements PostgresServer {
  private final Process process;
  private final int port;

  private InstalledPostgres(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Makes a cluster in {@code data} of the folder and starts its server; returns when it answers.
   *
   * @param programs
   *          folder of initdb and postgres
   * @throws IOException
   *           with what initdb or the server said, when they fail
   */
  static InstalledPostgres start(Path programs, Path folder, Map<String, String> settings)
      throws IOException {
    var data = folder.resolve("data").toString();
    var log = folder.resolve("server.log");
    var init = launch(
        log, programs.resolve("initdb").toString(), "-D", data, "-U", EmbeddedPostgres.USER,
        "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync");
    if (init.onExit().join().exitValue() != 0) {
      throw new IOException("initdb failed: " + Files.readString(log));
    }
    var port = freePort();
    var command = new ArrayList<>(
        List.of(
            programs.resolve("postgres").toString(), "-D", data, "-p", "" + port,
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    var server = new InstalledPostgres(launch(log, command.toArray(String[]::new)), port);
    try {
      Eventually.until("PostgreSQL on port " + port + " answers, see " + log,
          Duration.ofMinutes(2), server::answers);
    } catch (AssertionError e) {
      server.close();
      throw new IOException(Files.readString(log), e);
    }
    return server;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public DataSource database(String name) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(name);
    source.setUser(EmbeddedPostgres.USER);
    return source;
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      // SIGTERM would wait for the clients
      new ProcessBuilder("kill", "-INT", "" + process.pid()).start().onExit().join();
      process.onExit().join();
    }
  }

  private boolean answers() throws SQLException {
    if (!process.isAlive()) {
      throw new AssertionError("the server has ended");
    }
    try (var connection = database("postgres").getConnection()) {
      return connection.isValid(5);
    }
  }

  /** Neither initdb nor postgres runs as root; in a user namespace nobody is. */
  private static Process launch(Path log, String... command) throws IOException {
    var all = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      all.addAll(List.of("unshare", "-U"));
    }
    all.addAll(List.of(command));
    return new ProcessBuilder(all).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
