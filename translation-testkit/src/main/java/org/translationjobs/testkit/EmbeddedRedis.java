package org.translationjobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real redis-server on 127.0.0.1 from a Maven artifact, without Docker. Stopped with the JVM; what a
 * killed JVM left running is stopped by the next one. Thread-safe.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private final RedisProcess process;
  private final String url;
  private final @Nullable String password;

  private EmbeddedRedis(RedisProcess process, String url, @Nullable String password) {
    this.process = process;
    this.url = url;
    this.password = password;
  }

  /** A server without password that keeps nothing over a restart. */
  public static EmbeddedRedis start() {
    return start(List.of(), null);
  }

  /** A server that has everything it acknowledged again after {@link #kill} and {@link #restart}. */
  public static EmbeddedRedis startDurable() {
    return start(List.of("--appendonly", "yes", "--appendfsync", "always"), null);
  }

  /** A server that wants a password. */
  public static EmbeddedRedis startWithPassword(String password) {
    return start(List.of("--requirepass", password), password);
  }

  /** A server with {@code cluster-enabled} that is no part of a cluster and serves all slots alone. */
  public static EmbeddedRedis startSingleClusterNode() {
    var server = start(List.of("--cluster-enabled", "yes"), null);
    EmbeddedRedisCluster.serveAllSlots(server);
    return server;
  }

  /** A server that takes plain and TLS connections; {@link #url} is for TLS. */
  public static EmbeddedRedis startWithTls(TestCertificate certificate) {
    var process = RedisProcess.start("redis", port -> List.of("--tls-port", "" + tlsPort(port),
        "--tls-cert-file", certificate.certificate().toString(),
        "--tls-key-file", certificate.key().toString(),
        "--tls-ca-cert-file", certificate.certificate().toString(),
        "--tls-auth-clients", "no"));
    return new EmbeddedRedis(process, "rediss://127.0.0.1:" + tlsPort(process.port()), null);
  }

  /** Looked at together with the port, where the bus of a Cluster node would be. */
  private static int tlsPort(int port) {
    return port + 10_000;
  }

  static EmbeddedRedis start(List<String> options, @Nullable String password) {
    var process = RedisProcess.start("redis", options);
    var user = password == null ? "" : ":" + password + "@";
    return new EmbeddedRedis(process, "redis://" + user + "127.0.0.1:" + process.port(), password);
  }

  /** In the form of {@code REDIS_URL}. */
  public String url() {
    return url;
  }

  public int port() {
    return process.port();
  }

  /** SIGKILL: nothing is saved, connections break. */
  public void kill() {
    process.kill();
  }

  /** Starts the killed server on the same port. */
  public void restart() {
    process.restart();
  }

  /** SIGSTOP: connections stay open, nothing answers. */
  public void freeze() {
    process.signal("STOP");
  }

  /** Ends {@link #freeze}. */
  public void thaw() {
    process.signal("CONT");
  }

  /**
   * Sends one command of texts and byte arrays over a plain connection of its own.
   *
   * @return a {@code String} (status), {@code Long}, {@code byte[]}, {@code List} or null
   * @throws UncheckedIOException
   *           with the server's words when it answers with an error
   */
  public @Nullable Object call(Object... command) {
    try (var wire = new RedisWire(process.port())) {
      if (password != null) {
        wire.call("AUTH", password);
      }
      return wire.call(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of a list as text, from its head. */
  public List<String> list(String key) {
    var entries = call("LRANGE", key, 0, -1);
    return entries instanceof List<?> list ? list.stream().flatMap(EmbeddedRedis::text).toList()
        : List.of();
  }

  /** Stops the server. Idempotent. */
  @Override
  public void close() {
    process.close();
  }

  private static Stream<String> text(@Nullable Object entry) {
    return entry instanceof byte[] bytes ? Stream.of(new String(bytes, StandardCharsets.UTF_8))
        : Stream.of();
  }
}
