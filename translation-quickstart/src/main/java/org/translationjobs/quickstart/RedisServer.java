package org.translationjobs.quickstart;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import redis.embedded.core.ExecutableProvider;

/** A real redis-server on a free port of 127.0.0.1. */
final class RedisServer implements AutoCloseable {
  private static final int TRIES = 5;
  private static final Duration START = Duration.ofMinutes(1);
  private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");

  private final Process process;
  private final int port;
  private final String version;

  private RedisServer(Process process, int port, String version) {
    this.process = process;
    this.port = port;
    this.version = version;
  }

  static RedisServer start(RunFolder folder) throws IOException, InterruptedException {
    var programs = Files.createDirectories(folder.resolve("redis"));
    var program = ExecutableProvider.newJarResourceProvider(programs.toFile()).get();
    if (!program.setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
    for (var attempt = 1;; attempt++) {
      var port = freePort();
      var process = launch(program, folder, port);
      try {
        return new RedisServer(process, port, awaitVersion(process, port));
      } catch (IOException | InterruptedException e) {
        process.destroyForcibly();
        if (attempt == TRIES || e instanceof InterruptedException) {
          throw e;
        }
        // Somebody else took the port.
      }
    }
  }

  /** In the form of {@code REDIS_URL}. */
  String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  String version() {
    return version;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Process launch(File program, RunFolder folder, int port) throws IOException {
    var command = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid"); // Ctrl-C is for us; the server is stopped after the worker.
    }
    command.addAll(List.of(
        program.getPath(), "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir",
        folder.path().toString()));
    var process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(folder.resolve("redis.log").toFile()))
        .start();
    Files.writeString(folder.resolve(RunFolder.REDIS_PID), process.pid() + "\n");
    return process;
  }

  private static String awaitVersion(Process process, int port)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        return version(port);
      } catch (IOException e) {
        if (System.nanoTime() > deadline || process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new IOException("redis-server did not start on port " + port, e);
        }
      }
    }
  }

  private static String version(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write("INFO server\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var found = VERSION.matcher(answer);
      if (!found.find()) {
        throw new IOException("no Redis answers on port " + port);
      }
      return found.group(1);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
