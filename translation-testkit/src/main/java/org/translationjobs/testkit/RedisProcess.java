package org.translationjobs.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import redis.embedded.core.ExecutableProvider;

/** One redis-server process on 127.0.0.1 that is stopped with the JVM. Thread-safe. */
final class RedisProcess implements AutoCloseable {
  private static final int TRIES = 5;

  private final Path folder;
  private final List<String> options;
  private final int port;
  private Process process;

  private RedisProcess(Path folder, List<String> options, int port, Process process) {
    this.folder = folder;
    this.options = options;
    this.port = port;
    this.process = process;
  }

  /** Starts a server that answers, on a port that is free, with more command line options. */
  static RedisProcess start(String kind, List<String> more) {
    return start(kind, port -> more);
  }

  /**
   * The same.
   *
   * @param more
   *          given the port
   */
  static RedisProcess start(String kind, IntFunction<List<String>> more) {
    return start(kind, (folder, port) -> {
      var options = new ArrayList<>(List.of("--port", "" + port, "--bind", "127.0.0.1", "--dir",
          folder.toString(),
          "--save", ""));
      options.addAll(more.apply(port));
      return options;
    });
  }

  /** Starts a server that answers, on a port that is free. */
  static RedisProcess start(String kind, Options options) {
    for (var attempt = 1;; attempt++) {
      var folder = ServerFolders.create(kind);
      var port = freePort();
      try {
        var filled = options.of(folder, port);
        var server = new RedisProcess(folder, filled, port, launch(folder, filled));
        ServerFolders.atExit(server::close);
        server.awaitAnswer();
        return server;
      } catch (AssertionError | IOException e) { // somebody else took the port
        if (attempt == TRIES) {
          throw new IllegalStateException("redis-server did not start", e);
        }
      }
    }
  }

  int port() {
    return port;
  }

  Path folder() {
    return folder;
  }

  /** SIGKILL: nothing is saved, connections break. */
  synchronized void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it again on the same port, in the same folder, after {@link #kill} or {@link #close}. */
  synchronized void restart() {
    process = launch(folder, options);
    awaitAnswer();
  }

  /** SIGSTOP or SIGCONT: connections stay, nothing answers. */
  synchronized void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private void awaitAnswer() {
    Eventually.until("redis-server on port " + port + " answers, see " + folder.resolve(
        "server.log"),
        Duration.ofMinutes(1), () -> {
          if (!process.isAlive()) {
            throw new AssertionError("redis-server ended: " + Files.readString(folder.resolve(
                "server.log")));
          }
          try (var wire = new RedisWire(port)) {
            wire.call("PING");
            return true;
          } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("NOAUTH");
          }
        });
  }

  private static Process launch(Path folder, List<String> options) {
    var command = new ArrayList<String>();
    command.add(Binary.FILE.getPath());
    command.addAll(options);
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
          .start();
      Files.writeString(folder.resolve(ServerFolders.PID_FILE), process.pid() + "\n");
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("redis-server did not start", e);
    }
  }

  /** Below the range from which the system takes ports, so that a killed server finds its own again. */
  private static int freePort() {
    for (var attempt = 0; attempt < 100; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(12_000, 20_000);
      if (isFree(port) && isFree(port + 10_000)) { // the second is the bus of a Cluster node
        return port;
      }
    }
    throw new IllegalStateException("no free port between 12000 and 20000");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The command line of a server in a folder, on a port. */
  interface Options {
    List<String> of(Path folder, int port) throws IOException;
  }

  private static final class Binary {
    private static final File FILE = unpack();

    private static File unpack() {
      try {
        var file = ExecutableProvider.newJarResourceProvider(ServerFolders.create("redis-binary")
            .toFile()).get();
        if (!file.setExecutable(true)) {
          throw new IOException("cannot make " + file + " executable");
        }
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException("no redis-server for this platform in embedded-redis", e);
      }
    }
  }
}
