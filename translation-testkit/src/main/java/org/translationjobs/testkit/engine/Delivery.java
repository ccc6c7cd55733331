package org.translationjobs.testkit.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.translationjobs.testkit.engine.Misbehaviour.Connection;

/** Sends answers, well and badly. */
final class Delivery {
  private static final int BYTES_OF_A_DRIP = 16;

  private Delivery() {}

  static void whole(HttpExchange exchange, Protocol.Answer answer, Map<String, String> headers)
      throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (answer.pieces().size() > 1) {
      stream(exchange, answer);
      return;
    }
    var bytes = bytes(answer.pieces());
    begin(exchange, answer, bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().close();
    }
  }

  /** Piece by piece, until the client has gone. */
  private static void stream(HttpExchange exchange, Protocol.Answer answer) throws IOException {
    begin(exchange, answer, 0);
    for (var piece : answer.pieces()) {
      exchange.getResponseBody().write(piece.getBytes(UTF_8));
      exchange.getResponseBody().flush();
    }
    exchange.getResponseBody().close();
  }

  /**
   * @param closed
   *          until when something hangs
   */
  static void by(
      Connection connection, HttpExchange exchange, Protocol.Answer answer, CountDownLatch closed)
      throws IOException, InterruptedException {
    var bytes = bytes(answer.pieces());
    switch (connection) {
      case Connection.Closed no -> exchange.close();
      case Connection.Hanging no -> closed.await();
      case Connection.Stalled no -> {
        begin(exchange, answer, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
        closed.await();
      }
      case Connection.Cut no -> {
        // fewer bytes than announced: the server has to break the connection
        begin(exchange, answer, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
      }
      case Connection.EndedEarly no -> {
        begin(exchange, answer, Math.max(1, bytes.length / 2));
        exchange.getResponseBody().write(bytes, 0, Math.max(1, bytes.length / 2));
        exchange.getResponseBody().close();
      }
      case Connection.Dripping(var pause) -> {
        begin(exchange, answer, bytes.length);
        for (var from = 0; from < bytes.length; from += BYTES_OF_A_DRIP) {
          if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
          }
          var to = Math.min(bytes.length, from + BYTES_OF_A_DRIP);
          exchange.getResponseBody().write(Arrays.copyOfRange(bytes, from, to));
          exchange.getResponseBody().flush();
        }
        exchange.getResponseBody().close();
      }
    }
  }

  private static void begin(HttpExchange exchange, Protocol.Answer answer, long length)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), length == 0 && answer.pieces().size() == 1 ? -1
        : length);
  }

  private static byte[] bytes(List<String> pieces) {
    var bytes = new ByteArrayOutputStream();
    pieces.forEach(piece -> bytes.writeBytes(piece.getBytes(UTF_8)));
    return bytes.toByteArray();
  }
}
