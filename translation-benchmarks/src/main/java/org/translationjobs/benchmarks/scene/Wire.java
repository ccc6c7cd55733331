package org.translationjobs.benchmarks.scene;

import java.util.concurrent.atomic.AtomicLong;
import org.translationjobs.testkit.TcpProxy;

/**
 * Counts what a client sends to PostgreSQL or Redis, on its way there. Thread-safe.
 *
 * <p>
 * Of PostgreSQL's protocol it counts the pieces after which a client waits for an answer: a statement
 * with the BEGIN that pgjdbc sends along is one of them, a COMMIT another; and the statements, of which those are
 * three. Of Redis's it counts commands.
 */
public final class Wire implements AutoCloseable {
  private final TcpProxy proxy;
  private final AtomicLong count;
  private final AtomicLong statements;

  private Wire(TcpProxy proxy, AtomicLong count, AtomicLong statements) {
    this.proxy = proxy;
    this.count = count;
    this.statements = statements;
  }

  /**
   * @param port
   *          where PostgreSQL listens; connections are not encrypted
   */
  public static Wire toPostgres(int port) {
    var roundTrips = new AtomicLong();
    var statements = new AtomicLong();
    return new Wire(
        TcpProxy.to(port, () -> new PostgresMessages(roundTrips, statements)), roundTrips,
        statements);
  }

  /**
   * @param port
   *          where Redis listens
   */
  public static Wire toRedis(int port) {
    var commands = new AtomicLong();
    return new Wire(TcpProxy.to(port, () -> new RedisCommands(commands)), commands, commands);
  }

  public int port() {
    return proxy.port();
  }

  /** How many waits of a client of PostgreSQL, or commands, there have been. */
  public long count() {
    return count.get();
  }

  /** How many statements, or commands, there have been. */
  public long statements() {
    return statements.get();
  }

  @Override
  public void close() {
    proxy.close();
  }
}
