package org.translationjobs.chaos.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.translationjobs.testkit.EmbeddedRedis;

/** Listens to what workers ask Redis about keys of engines, by its MONITOR. Thread-safe. */
public final class RedisMonitor implements AutoCloseable {
  /** A script that is given one key of a rate limit; ends with its arguments. */
  private static final Pattern QUESTION = Pattern.compile(
      "\\+(\\d+)\\.(\\d{6}) \\[\\d+ [^]]*] \"(?:EVAL|EVALSHA)\" .*\" \"1\""
          + " \"(\\S*:rate-limit:\\S+)\"(.*)");
  private static final Pattern ASK = Pattern.compile(" \"\\d+\" \"\\d+\" \"\\d+\"");
  private static final Pattern PAUSE = Pattern.compile(" \"(\\d+)\" \"([A-Z_]+)\" .*");
  /** A script reads the clock a moment after it is written down here. */
  private static final Duration MOMENT = Duration.ofMillis(1);

  private static final Duration BETWEEN_PROBES = Duration.ofMillis(20);

  private final Socket socket;
  private final List<Ask> asks = new CopyOnWriteArrayList<>();
  private final List<Pause> pauses = new CopyOnWriteArrayList<>();

  private record Ask(Instant at, String key) {}

  /**
   * A worker told the others to wait.
   *
   * @param kind
   *          why: the name of a FailureKind
   */
  public record Pause(Instant at, String key, Instant until, String kind) {}

  private volatile Duration slowest = Duration.ZERO;

  private RedisMonitor(Socket socket) {
    this.socket = socket;
  }

  /** Listens from now on, until it is closed or Redis dies. */
  public static RedisMonitor start(EmbeddedRedis redis) {
    try {
      var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
      socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
      var lines = new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      lines.readLine();
      var monitor = new RedisMonitor(socket);
      Thread.ofVirtual().start(() -> monitor.read(lines));
      Thread.ofVirtual().start(() -> monitor.probe(redis));
      return monitor;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(BufferedReader lines) {
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        accept(line);
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void probe(EmbeddedRedis redis) {
    while (!socket.isClosed()) {
      var began = System.nanoTime();
      redis.call("PING");
      var took = Duration.ofNanos(System.nanoTime() - began);
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
      LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
    }
  }

  /**
   * How long Redis took to answer on this machine at most: a worker that has to wait for it too long
   * goes on without it.
   */
  public Duration slowest() {
    return slowest;
  }

  private void accept(String line) {
    var question = QUESTION.matcher(line);
    if (!question.matches()) {
      return;
    }
    var at = Instant.ofEpochSecond(
        Long.parseLong(question.group(1)), 1_000L * Long.parseLong(question.group(2)));
    var pause = PAUSE.matcher(question.group(4));
    if (pause.matches()) {
      var left = Duration.ofNanos(1_000 * Long.parseLong(pause.group(1)));
      pauses.add(new Pause(at, question.group(3), at.plus(left), pause.group(2)));
    } else if (ASK.matcher(question.group(4)).matches()) {
      asks.add(new Ask(at, question.group(3)));
    }
  }

  /** How many calls asked for a key when nobody had been told to wait, in all. */
  public int grants() {
    return (int) asks.stream().filter(ask -> isFree(ask)).count();
  }

  /** The same for one key, as Redis knows it. */
  public int grants(String key) {
    return (int) asks.stream().filter(ask -> ask.key().equals(key) && isFree(ask)).count();
  }

  /** How many calls asked in vain, because somebody had been told to wait. */
  public int refusals() {
    return asks.size() - grants();
  }

  public List<Pause> pauses() {
    return List.copyOf(pauses);
  }

  private boolean isFree(Ask ask) {
    return pauses.stream()
        .filter(pause -> pause.key().equals(ask.key()))
        .noneMatch(
            pause -> pause.at().isBefore(ask.at())
                && pause.until().minus(MOMENT).isAfter(ask.at()));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
