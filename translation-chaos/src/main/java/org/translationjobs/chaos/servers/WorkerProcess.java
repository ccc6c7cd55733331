package org.translationjobs.chaos.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.translationjobs.testkit.ProgramProcess;
import org.translationjobs.testkit.TcpProxy;

/** A worker in a process of its own, with its own way to PostgreSQL and Redis. Thread-safe. */
public final class WorkerProcess implements AutoCloseable {
  /** A line begins with its time in ISO form, to the millisecond. */
  private static final Pattern LINE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+Z [A-Z]+ ");
  private static final Pattern WARNING = Pattern.compile("\\S+ (WARN|ERROR) ");

  private final String name;
  private final ProgramProcess process;
  private final TcpProxy postgres;
  private final TcpProxy redis;
  private volatile boolean started;
  private volatile boolean killed;

  private WorkerProcess(String name, ProgramProcess process, TcpProxy postgres, TcpProxy redis) {
    this.name = name;
    this.process = process;
    this.postgres = postgres;
    this.redis = redis;
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
    var variables = new HashMap<>(environment);
    variables.put("WORKER_NAME", name);
    variables.put("DATABASE_URL", servers.databaseUrl(postgres.port(), name));
    variables.put("REDIS_URL", "redis://127.0.0.1:" + redis.port());
    return new WorkerProcess(
        name, ProgramProcess.start(command, variables, folder.resolve(name + ".log")), postgres,
        redis);
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
    started |= process.isReady();
    return started;
  }

  /** Whether it ended without {@link #kill}. */
  public boolean hasFailed() {
    return !process.isAlive() && !killed;
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    killed = true;
    process.kill();
    closeProxies();
  }

  /** SIGSTOP. */
  public void pause() {
    process.signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    process.signal("CONT");
  }

  /**
   * SIGTERM.
   *
   * @return its exit code; -1 when it did not end in time and was killed
   */
  public int stop(Duration atMost) {
    try {
      return process.stop(atMost);
    } finally {
      kill();
    }
  }

  /** Asks one of its HTTP endpoints, such as {@code /health/live}. */
  public ProgramProcess.Answer probe(String path) {
    return process.probe(path);
  }

  /** What it has written so far. */
  public String log() {
    return process.log();
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
    try (var lines = Files.lines(process.logFile())) {
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
    try (var lines = Files.lines(process.logFile())) {
      return lines.filter(line -> !LINE.matcher(line).lookingAt()).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A counter of its {@code /metrics}; 0 when it does not answer. */
  public long counter(String metric) {
    return process.counter(metric);
  }

  /** Resident memory in MiB; 0 where the system does not tell. */
  public long memory() {
    return process.memory();
  }

  @Override
  public void close() {
    kill();
  }

  private void closeProxies() {
    postgres.close();
    redis.close();
  }
}
