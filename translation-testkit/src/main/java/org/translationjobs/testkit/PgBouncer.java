package org.translationjobs.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The machine's own PgBouncer in transaction mode, on 127.0.0.1 in front of an embedded PostgreSQL.
 * Stopped with the JVM; what a killed JVM left running is stopped by the next one. Thread-safe.
 */
public final class PgBouncer implements AutoCloseable {
  private static final int TRIES = 5;

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether this machine has the program, on the PATH or where Debian puts it. */
  public static boolean isInstalled() {
    return program().isPresent();
  }

  /**
   * Starts it with our docs' settings and few server connections, so that transactions of several
   * clients really take turns on one.
   *
   * @throws IllegalStateException
   *           when it is not installed or does not start
   */
  public static PgBouncer before(EmbeddedPostgres server, int serverConnections) {
    var program = program().orElseThrow(
        () -> new IllegalStateException("pgbouncer is not installed: apt-get install pgbouncer"));
    for (var attempt = 1;; attempt++) {
      try {
        var port = ThreadLocalRandom.current().nextInt(12_000, 20_000);
        var bouncer = new PgBouncer(launch(program, server, port, serverConnections), port);
        ServerFolders.atExit(bouncer::close);
        bouncer.awaitAnswer();
        return bouncer;
      } catch (AssertionError | IOException e) { // somebody else has the port
        if (attempt == TRIES) {
          throw new IllegalStateException("pgbouncer did not start", e);
        }
      }
    }
  }

  /** A database's address through it, in the form of {@code DATABASE_URL}. */
  public String url(EmbeddedPostgres.Database database) {
    return "postgresql://" + EmbeddedPostgres.USER + "@127.0.0.1:" + port + "/" + database.name();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private static Process launch(
      Path program, EmbeddedPostgres server, int port, int serverConnections) throws IOException {
    var folder = ServerFolders.create("pgbouncer");
    var settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        * = host=127.0.0.1 port=%d user=%s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        ignore_startup_parameters = extra_float_digits
        default_pool_size = %d
        max_client_conn = 200
        """.formatted(server.port(), EmbeddedPostgres.USER, port, serverConnections));
    var command = new ArrayList<>(List.of(program.toString()));
    if (System.getProperty("user.name").equals("root")) { // which it refuses to be
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    var started = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile())
        .start();
    Files.writeString(folder.resolve(ServerFolders.PID_FILE), started.pid() + "\n");
    return started;
  }

  private void awaitAnswer() {
    Eventually.until("pgbouncer on port " + port + " answers", Duration.ofMinutes(1), () -> {
      if (!process.isAlive()) {
        throw new AssertionError("pgbouncer ended with " + process.exitValue());
      }
      try (var connection = DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:" + port + "/postgres", EmbeddedPostgres.USER, "")) {
        return connection.isValid(5);
      } catch (SQLException e) {
        return false;
      }
    });
  }

  private static Optional<Path> program() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, "pgbouncer"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
