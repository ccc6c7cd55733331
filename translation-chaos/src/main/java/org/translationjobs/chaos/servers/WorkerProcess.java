package org.translationjobs.chaos.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.translationjobs.testkit.TcpProxy;

/** A worker in a process of its own, with its own way to PostgreSQL and Redis. Thread-safe. */
public final class WorkerProcess implements AutoCloseable {
  private static final int PROBE_MILLIS = 5_000;
  /** A line begins with its time in ISO form, to the millisecond. */
  private static final Pattern LINE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+Z [A-Z]+ ");
  private static final Pattern WARNING = Pattern.compile("\\S+ (WARN|ERROR) ");

  private final String name;
  private final Process process;
  private final TcpProxy postgres;
  private final TcpProxy redis;
  private final Path log;
  private final int httpPort;
  private volatile boolean started;
  private volatile boolean killed;

  private WorkerProcess(
      String name, Process process, TcpProxy postgres, TcpProxy redis, Path log, int httpPort) {
    this.name = name;
    this.process = process;
    this.postgres = postgres;
    this.redis = redis;
    this.log = log;
    this.httpPort = httpPort;
  }

  /**
   * Starts one; it is not waited for.
   *
   * @param command
   *          from the Java program on
   * @param environment
   *          all that it sees beside its name, port and the addresses of PostgreSQL and Redis
   */
  static WorkerProcess start(
      String name, List<String> command, Map<String, String> environment, Servers servers,
      Path folder) {
    var postgres = TcpProxy.to(servers.postgres().port());
    var redis = TcpProxy.to(servers.redis().port());
    var port = freePort();
    var log = folder.resolve(name + ".log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment()
        .putAll(
            Map.of(
                "WORKER_NAME", name,
                "HTTP_PORT", "" + port,
                "DATABASE_URL", servers.databaseUrl(postgres.port(), name),
                "REDIS_URL", "redis://127.0.0.1:" + redis.port()));
    try {
      return new WorkerProcess(name, builder.start(), postgres, redis, log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its {@code WORKER_NAME}, and the name of its database connections. */
  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public TcpProxy postgres() {
    return postgres;
  }

  public TcpProxy redis() {
    return redis;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it has ever said that it is ready. */
  public boolean hasStarted() {
    started |= process.isAlive() && probe("/health/ready").status() == 200;
    return started;
  }

  /** Whether it ended without {@link #kill}. */
  public boolean hasFailed() {
    return !process.isAlive() && !killed;
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    killed = true;
    process.destroyForcibly();
    process.onExit().join();
    closeProxies();
  }

  /** SIGSTOP. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
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

  /** Most warnings and errors that it wrote in one minute. */
  public int mostWarningsPerMinute() {
    return mostPerMinute(WARNING);
  }

  /** Most lines of any level that it wrote in one minute. */
  public int mostLinesPerMinute() {
    return mostPerMinute(LINE);
  }

  private int mostPerMinute(Pattern kind) {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> kind.matcher(line).lookingAt())
          .collect(Collectors.groupingBy(line -> line.substring(0, 16), Collectors.counting()))
          .values()
          .stream()
          .mapToInt(Long::intValue)
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many of its lines are no log lines: stack traces, a JVM's complaints. */
  public long oddLines() {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> !LINE.matcher(line).lookingAt()).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines.filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0) / 1024;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void closeProxies() {
    postgres.close();
    redis.close();
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

    /** What a health report is about. */
    public String subjects() {
      return SUBJECT.matcher(body)
          .results()
          .map(match -> match.group(1))
          .collect(
              Collectors.joining(","));
    }
  }
}
