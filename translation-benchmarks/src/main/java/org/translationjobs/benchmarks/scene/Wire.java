package org.translationjobs.benchmarks.scene;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.translationjobs.testkit.TcpProxy;

/**
 * Counts what a client sends to PostgreSQL or Redis, on its way there. Thread-safe.
 *
 * <p>
 * Of PostgreSQL's protocol it counts the pieces after which a client waits for an answer. A statement
 * with the BEGIN that pgjdbc sends along is one of them, a COMMIT another. Of Redis's it counts commands.
 */
public final class Wire implements AutoCloseable {
  private final TcpProxy proxy;
  private final AtomicLong count;

  private Wire(TcpProxy proxy, AtomicLong count) {
    this.proxy = proxy;
    this.count = count;
  }

  /**
   * @param port
   *          where PostgreSQL listens; connections are not encrypted
   */
  public static Wire toPostgres(int port) {
    return to(port, PostgresMessages::new);
  }

  /**
   * @param port
   *          where Redis listens
   */
  public static Wire toRedis(int port) {
    return to(port, RedisCommands::new);
  }

  public int port() {
    return proxy.port();
  }

  /** How many there have been. */
  public long count() {
    return count.get();
  }

  @Override
  public void close() {
    proxy.close();
  }

  private static Wire to(int port, Listener listener) {
    var count = new AtomicLong();
    Supplier<TcpProxy.Tap> taps = () -> listener.on(count);
    return new Wire(TcpProxy.to(port, taps), count);
  }

  private interface Listener {
    TcpProxy.Tap on(AtomicLong count);
  }
}
