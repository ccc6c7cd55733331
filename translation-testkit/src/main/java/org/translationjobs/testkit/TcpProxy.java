package org.translationjobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A TCP proxy on 127.0.0.1 whose connections can be cut, frozen (half-open: nothing is forwarded,
 * nothing closed) and slowed down. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final ServerSocket listener;
  private final int target;
  private final Supplier<Tap> taps;
  private final ConcurrentHashMap<Link, Boolean> links = new ConcurrentHashMap<>();
  private volatile boolean refusing;
  private volatile boolean frozen;
  private volatile Duration delay = Duration.ZERO;

  private TcpProxy(ServerSocket listener, int target, Supplier<Tap> taps) {
    this.listener = listener;
    this.target = target;
    this.taps = taps;
  }

  /**
   * Starts one on a free port.
   *
   * @param target
   *          the port on 127.0.0.1 that it forwards to
   */
  public static TcpProxy to(int target) {
    return to(target, () -> (bytes, length) -> {});
  }

  /**
   * The same, with somebody who listens.
   *
   * @param taps
   *          makes a listener for each connection
   */
  public static TcpProxy to(int target, Supplier<Tap> taps) {
    try {
      var proxy = new TcpProxy(
          new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target, taps);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections are open. */
  public int connections() {
    return links.size();
  }

  /** Breaks every connection; new ones are taken. */
  public void cut() {
    links.keySet().forEach(Link::close);
  }

  /** Breaks every connection, and new ones at once, until {@link #restore}. */
  public void refuse() {
    refusing = true;
    cut();
  }

  /** Forwards nothing more, in both directions, on open and on new connections, until {@link #restore}. */
  public void freeze() {
    frozen = true;
  }

  /**
   * Forwards nothing more on one of the open connections, for ever.
   *
   * @return false when none is open
   */
  public boolean freezeOne(Random random) {
    var open = new ArrayList<>(links.keySet());
    if (open.isEmpty()) {
      return false;
    }
    open.get(random.nextInt(open.size())).frozen = true;
    return true;
  }

  /** Waits so long before each piece is forwarded. */
  public void slow(Duration pause) {
    delay = pause;
  }

  /** Ends {@link #refuse}, {@link #freeze} and {@link #slow}; what was held back is forwarded. */
  public void restore() {
    refusing = false;
    frozen = false;
    delay = Duration.ZERO;
  }

  @Override
  public void close() {
    refuse();
    frozen = false;
    closeQuietly(listener);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        if (refusing) {
          client.close();
        } else {
          Thread.ofVirtual().start(() -> connect(client));
        }
      } catch (IOException e) {
        // closed, or a client that has gone already
      }
    }
  }

  private void connect(Socket client) {
    var server = new Socket();
    var link = new Link(List.of(client, server));
    try {
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      links.put(link, true);
      if (refusing) {
        link.close();
        return;
      }
      var tap = taps.get();
      Thread.ofVirtual().start(() -> pump(link, client, server, tap));
      pump(link, server, client, (bytes, length) -> {});
    } catch (IOException e) {
      link.close();
    }
  }

  private void pump(Link link, Socket from, Socket to, Tap tap) {
    var buffer = new byte[64 * 1024];
    try {
      for (var read = from.getInputStream().read(buffer); read >= 0;
          read = from.getInputStream().read(buffer)) {
        hold(link);
        tap.sent(buffer, read);
        to.getOutputStream().write(buffer, 0, read);
      }
      hold(link);
    } catch (IOException e) {
      // one side has gone: the other is told
    } finally {
      link.close();
    }
  }

  private void hold(Link link) {
    if (!delay.isZero()) {
      LockSupport.parkNanos(delay.toNanos());
    }
    while ((frozen || link.frozen) && !link.closed) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // it is gone either way
    }
  }

  /** Hears what the client of one connection sends, on one thread. */
  @FunctionalInterface
  public interface Tap {
    /**
     * @param bytes
     *          to be read only, and only during the call
     * @param length
     *          how many of them were sent
     */
    void sent(byte[] bytes, int length);
  }

  /** One connection through the proxy. */
  private final class Link {
    private final List<Socket> sockets;
    private volatile boolean frozen;
    private volatile boolean closed;

    Link(List<Socket> sockets) {
      this.sockets = sockets;
    }

    void close() {
      closed = true;
      links.remove(this);
      sockets.forEach(TcpProxy::closeQuietly);
    }
  }
}
