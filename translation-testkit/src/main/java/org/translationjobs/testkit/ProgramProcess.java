package org.translationjobs.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of our programs in a process of its own, with its health and metrics on a free port. Thread-safe.
 */
public final class ProgramProcess implements AutoCloseable {
  private static final int PROBE_MILLIS = 5_000;

  private final Process process;
  private final Path log;
  private final int httpPort;

  private ProgramProcess(Process process, Path log, int httpPort) {
    this.process = process;
    this.log = log;
    this.httpPort = httpPort;
  }

  /**
   * Starts one; it is not waited for.
   *
   * @param command
   *          the program and its arguments
   * @param environment
   *          all that it sees beside {@code HTTP_PORT}
   * @param log
   *          gets what it writes
   */
  public static ProgramProcess start(
      List<String> command, Map<String, String> environment, Path log) {
    var port = freePort();
    var builder = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(log.toFile());
    var variables = new HashMap<>(environment);
    variables.put("HTTP_PORT", "" + port);
    builder.environment().clear();
    builder.environment().putAll(variables);
    try {
      return new ProgramProcess(builder.start(), log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Java program of this JVM. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Java's arguments that start a program: the jar beside its module's own jar, or its main class where
   * the build makes no jars (mvn test), on this JVM's class path.
   *
   * @param jar
   *          the file's name, such as {@code translation-worker.jar}
   */
  public static List<String> arguments(Class<?> main, String jar) {
    try {
      var source = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
      var file = source.resolveSibling(jar);
      return Files.isRegularFile(source) && Files.isRegularFile(file)
          ? List.of("-jar", file.toString())
          : List.of("-cp", classPath(), main.getName());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** This JVM's; without a logger that says nothing. */
  public static String classPath() {
    // Surefire gives a jar that names the others in its manifest; its property has them all
    var real = System.getProperty("surefire.test.class.path");
    return (real == null ? System.getProperty("java.class.path") : real)
        .replaceAll("(^|" + File.pathSeparator + ")[^" + File.pathSeparator + "]*slf4j-nop[^"
            + File.pathSeparator + "]*", "");
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it lives and says that it is ready. */
  public boolean isReady() {
    return process.isAlive() && probe("/health/ready").status() == 200;
  }

  /** SIGKILL; returns when it is gone. Idempotent. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Sends a signal, such as {@code STOP}. */
  public void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * SIGTERM.
   *
   * @return its exit code; -1 when it did not end in time and was killed
   */
  public int stop(Duration atMost) {
    process.destroy();
    try {
      return process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS).exitValue();
    } catch (TimeoutException e) {
      return -1;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    } finally {
      kill();
    }
  }

  /** Asks one of its HTTP endpoints, such as {@code /health/live}. */
  public Answer probe(String path) {
    try {
      var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + httpPort + path)
          .toURL()
          .openConnection();
      connection.setConnectTimeout(PROBE_MILLIS);
      connection.setReadTimeout(PROBE_MILLIS);
      try {
        var status = connection.getResponseCode();
        try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
          return new Answer(
              status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return new Answer(0, "");
    }
  }

  /** What it has written so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that gets what it writes. */
  public Path logFile() {
    return log;
  }

  /** A counter of its {@code /metrics}; 0 when it does not answer. */
  public long counter(String metric) {
    return Pattern.compile("(?m)^" + Pattern.quote(metric) + " (\\S+)$")
        .matcher(probe("/metrics").body())
        .results()
        .map(match -> match.group(1))
        .mapToLong(number -> Math.round(Double.parseDouble(number)))
        .sum();
  }

  /** Resident memory in MiB; 0 where the system does not tell. */
  public long memory() {
    return memory("VmRSS");
  }

  /** The most resident memory that it ever had, in MiB; 0 where the system does not tell. */
  public long peakMemory() {
    return memory("VmHWM");
  }

  @Override
  public void close() {
    kill();
  }

  private long memory(String kind) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines.filter(line -> line.startsWith(kind + ":"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0) / 1024;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Below the ports that the system gives to outgoing connections at any moment. */
  public static int freePort() {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken: another one
      }
    }
  }

  /**
   * What an endpoint answered.
   *
   * @param status
   *          0 when it did not answer
   */
  public record Answer(int status, String body) {
    private static final Pattern SUBJECT = Pattern.compile("\"subject\":\"([^\"]*)");

    /** What a health report is about, separated by commas. */
    public String subjects() {
      return String.join(
          ",",
          SUBJECT.matcher(body).results().map(match -> match.group(1)).toList());
    }
  }
}
