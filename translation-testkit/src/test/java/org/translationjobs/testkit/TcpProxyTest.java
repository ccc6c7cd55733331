package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
  private static final int SHORT = 300;
  private static final int LONG = 60_000;

  private ServerSocket echo;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    proxy = TcpProxy.to(echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void whatIsSentComesBack() throws IOException {
    try (var client = connect()) {
      assertThat(ask(client, LONG)).isEqualTo(7);
    }
  }

  @Test
  void aCutConnectionEndsAndANewOneWorks() throws IOException {
    try (var client = connect()) {
      assertThat(ask(client, LONG)).isEqualTo(7);
      proxy.cut();
      assertThat(isBroken(client)).isTrue();
    }
    try (var client = connect()) {
      assertThat(ask(client, LONG)).isEqualTo(7);
    }
  }

  @Test
  void aRefusedConnectionEndsUntilAllIsRestored() throws IOException {
    proxy.refuse();
    try (var client = connect()) {
      assertThat(isBroken(client)).isTrue();
    }
    proxy.restore();
    try (var client = connect()) {
      assertThat(ask(client, LONG)).isEqualTo(7);
    }
  }

  @Test
  void aFrozenConnectionIsOpenAndSilentAndLosesNothing() throws IOException {
    try (var client = connect()) {
      assertThat(ask(client, LONG)).isEqualTo(7);
      proxy.freeze();
      assertThatThrownBy(() -> ask(client, SHORT)).isInstanceOf(SocketTimeoutException.class);
      proxy.restore();
      client.setSoTimeout(LONG);
      assertThat(client.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void oneConnectionAloneCanBeFrozen() throws IOException {
    try (var frozen = connect()) {
      assertThat(ask(frozen, LONG)).isEqualTo(7);
      assertThat(proxy.freezeOne(new Random(1))).isTrue();
      assertThatThrownBy(() -> ask(frozen, SHORT)).isInstanceOf(SocketTimeoutException.class);
      try (var other = connect()) {
        assertThat(ask(other, LONG)).isEqualTo(7);
      }
    }
    Eventually.until("the connection that its client closed is gone", () -> {
      proxy.cut();
      return proxy.connections() == 0;
    });
    assertThat(proxy.freezeOne(new Random(1))).isFalse();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static int ask(Socket client, int millis) throws IOException {
    client.setSoTimeout(millis);
    client.getOutputStream().write(7);
    return client.getInputStream().read();
  }

  private static boolean isBroken(Socket client) throws IOException {
    client.setSoTimeout(LONG);
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        var client = echo.accept();
        Thread.ofVirtual().start(() -> {
          try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
          } catch (IOException e) {
            // the client has gone
          }
        });
      } catch (IOException e) {
        // closed
      }
    }
  }
}
