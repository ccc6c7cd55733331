package org.translationjobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real PostgreSQL from Maven artifacts on 127.0.0.1, without Docker, also for root. Stopped with the
 * JVM; what a killed JVM left running is stopped by the next one. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  /** The superuser; connections from 127.0.0.1 need no password, any is accepted. */
  public static final String USER = "postgres";
  /** See {@link #startAskingForPassword}. */
  public static final String GUARDED = "guarded";
  private static final int TRIES = 3;

  private final PostgresServer server;
  private final Path folder;
  private final AtomicInteger databases = new AtomicInteger();
  private final Map<String, String> templates = new ConcurrentHashMap<>();

  private EmbeddedPostgres(PostgresServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** The one server that the tests of this JVM share; its time zone is UTC. Started when first asked for. */
  public static EmbeddedPostgres shared() {
    return Shared.SERVER;
  }

  /**
   * Starts a server of its own.
   *
   * @param settings
   *          of postgresql.conf, such as {@code timezone}; they replace the defaults (UTC, no fsync, 300
   *          connections). pgjdbc sends the JVM's time zone, so set {@code user.timezone} as well
   */
  public static EmbeddedPostgres start(Map<String, String> settings) {
    return start(settings, EmbeddedPostgres::launch);
  }

  /**
   * Starts a server of its own from the programs that are installed on this machine.
   *
   * @param programs
   *          folder of initdb and postgres, such as {@code /usr/lib/postgresql/15/bin}
   * @param settings
   *          as in {@link #start(Map)}
   */
  public static EmbeddedPostgres startInstalled(Path programs, Map<String, String> settings) {
    return start(settings, (all, folder) -> InstalledPostgres.start(programs, folder, all));
  }

  private static EmbeddedPostgres start(Map<String, String> settings, Launch launch) {
    var all = new TreeMap<>(Map.of("timezone", "UTC", "log_timezone", "UTC", "fsync", "off",
        "synchronous_commit", "off", "full_page_writes", "off", "max_connections", "300"));
    all.putAll(settings);
    for (var attempt = 1;; attempt++) {
      try {
        var folder = ServerFolders.create("postgres");
        var started = new EmbeddedPostgres(launch.start(all, folder), folder);
        ServerFolders.atExit(started::close);
        return started;
      } catch (IOException e) { // somebody else may have taken the port
        if (attempt == TRIES) {
          throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
      }
    }
  }

  private static PostgresServer launch(Map<String, String> settings, Path folder)
      throws IOException {
    var log = ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile());
    var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(ServerFolders.shared("postgres").toFile())
        .setDataDirectory(folder.resolve("data"))
        .setOutputRedirector(log)
        .setErrorRedirector(log)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofMinutes(5));
    settings.forEach(builder::setServerConfig);
    return new Unpacked(builder.start());
  }

  /** Starts a server of its own that lets {@link #GUARDED} in only with the password 'open sesame'. */
  public static EmbeddedPostgres startAskingForPassword() {
    var rules = ServerFolders.create("postgres").resolve("pg_hba.conf");
    try {
      Files.writeString(rules, """
          host all guarded 127.0.0.1/32 scram-sha-256
          host all all 127.0.0.1/32 trust
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var server = start(Map.of("hba_file", rules.toString()));
    server.execute("CREATE ROLE " + GUARDED + " LOGIN PASSWORD 'open sesame'");
    return server;
  }

  /** A new, empty database. */
  public Database createDatabase() {
    return createFrom("template1");
  }

  /**
   * A new database that is a copy of one that was prepared before; the first call with a name prepares
   * it.
   *
   * @param template
   *          names the prepared database within this server
   */
  public Database createDatabase(String template, Preparation preparation) {
    return createFrom(templates.computeIfAbsent(template, name -> prepared(preparation)));
  }

  public int port() {
    return server.port();
  }

  /** Ends the server at once, as a crash does: connections break, its data stay. */
  public void kill() {
    try (var lines = Files.lines(folder.resolve("data").resolve("postmaster.pid"))) {
      var pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
      var process = ProcessHandle.of(pid).orElseThrow();
      new ProcessBuilder("kill", "-QUIT", "" + pid).start().onExit().join();
      process.onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the killed server on the same port with the same data and settings; returns when it answers. */
  public void restart() {
    var log = ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile());
    try {
      new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log).start();
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not start again", e);
    }
    Eventually.until("PostgreSQL on port " + port() + " answers, see " + folder, () -> {
      try (var connection = server.database("postgres").getConnection()) {
        return connection.isValid(5);
      }
    });
  }

  /** As the server wrote it down itself; as root it runs in a user namespace, where it is not root. */
  private List<String> command() {
    try {
      var line = Files.readString(folder.resolve("data").resolve("postmaster.opts")).strip();
      var program = line.indexOf(" \"");
      var command = new ArrayList<String>();
      if (System.getProperty("user.name").equals("root")) {
        command.addAll(List.of("unshare", "-U"));
      }
      command.add(line.substring(0, program));
      command.addAll(
          List.of(line.substring(program + 2, line.length() - 1).split("\" \"", -1)));
      return command;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the server and deletes its data. Idempotent. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not stop", e);
    }
  }

  private String prepared(Preparation preparation) {
    var database = createDatabase();
    try {
      preparation.prepare(database);
    } catch (Exception e) {
      throw new IllegalStateException("template database not prepared", e);
    }
    return database.name();
  }

  private Database createFrom(String template) {
    var name = "test_" + databases.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return new Database(name, server.port(), server.database(name));
  }

  private void execute(String sql) {
    try (var connection = server.database("postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("embedded PostgreSQL: " + sql, e);
    }
  }

  /** Fills a database that others are copied from; every connection must be closed at the end. */
  @FunctionalInterface
  public interface Preparation {
    void prepare(Database database) throws Exception;
  }

  /**
   * A database on an embedded server.
   *
   * @param dataSource
   *          opens a new connection each time
   */
  public record Database(String name, int port, DataSource dataSource) {
    public String jdbcUrl() {
      return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=" + USER + "&password="
          + USER;
    }

    /** The form of {@code DATABASE_URL} in the integration guide. */
    public String url() {
      return urlThrough(port);
    }

    /** The same of a way that leads through another port of 127.0.0.1. */
    public String urlThrough(int otherPort) {
      return "postgresql://" + USER + ":" + USER + "@127.0.0.1:" + otherPort + "/" + name;
    }
  }

  /** Starts a server whose data lie in {@code data} of a folder. */
  @FunctionalInterface
  private interface Launch {
    PostgresServer start(Map<String, String> settings, Path folder) throws IOException;
  }

  /** From the binaries of a Maven artifact. */
  private record Unpacked(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server)
      implements PostgresServer {
    @Override
    public int port() {
      return server.getPort();
    }

    @Override
    public DataSource database(String name) {
      return server.getDatabase(USER, name);
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private static final class Shared {
    private static final EmbeddedPostgres SERVER = start(Map.of());
  }
}
