package org.translationjobs.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks as Apertium's HTTP service does; a translation takes until it is released. */
final class SlowApertium implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;

  SlowApertium() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/listPairs", exchange -> answer(
        exchange, "{\"responseData\":[{\"sourceLanguage\":\"eng\",\"targetLanguage\":\"spa\"}]}"));
    server.createContext("/translate", this::translate);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Translations that were asked for. */
  int asked() {
    return asked.get();
  }

  void release() {
    released.countDown();
  }

  private void translate(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    var text = Arrays.stream(form.split("&"))
        .filter(field -> field.startsWith("q="))
        .map(field -> URLDecoder.decode(field.substring(2), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
    var translated = text.replace("a", "á").replace("e", "é").replace("i", "í").replace("u", "ú");
    answer(
        exchange,
        "{\"responseData\":{\"translatedText\":\"" + translated.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n") + "\"},\"responseStatus\":200}");
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      var bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
