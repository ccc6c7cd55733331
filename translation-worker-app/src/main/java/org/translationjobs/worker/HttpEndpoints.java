package org.translationjobs.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.translationjobs.runtime.configuration.HttpConfiguration;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code /health/live}, {@code /health/ready}, {@code /metrics}. */
final class HttpEndpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoints.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_THREADS = 64;
  private static final Duration KEEP_FREE_THREAD = Duration.ofSeconds(10);
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpEndpoints(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * @throws IOException
   *           when the address cannot be bound
   */
  static HttpEndpoints open(HttpConfiguration http, Health health, PrometheusRegistry metrics)
      throws IOException {
    var server = HttpServer.create(new InetSocketAddress(http.bind(), http.port()), 50);
    var threads = threads();
    var endpoints = new HttpEndpoints(server, threads);
    endpoints.serve("/health/live", () -> json(health.live()));
    endpoints.serve("/health/ready", () -> json(health.ready()));
    endpoints.serve("/metrics", () -> metrics(metrics));
    endpoints.serve(
        "/",
        () -> new Answer(200, TEXT, bytes("/health/live\n/health/ready\n/metrics\n")));
    server.setExecutor(threads);
    server.start();
    return endpoints;
  }

  /**
   * Platform threads, so that nobody's computing on virtual threads makes a liveness probe wait; each
   * new request gets one until there are {@link #MOST_THREADS}, and later ones wait for their turn.
   */
  private static ExecutorService threads() {
    var threads = new ThreadPoolExecutor(
        MOST_THREADS, MOST_THREADS, KEEP_FREE_THREAD.toMillis(), TimeUnit.MILLISECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().daemon().name("http-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Where it listens, the port chosen by the system included. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(String path, Source source) {
    server.createContext(path, exchange -> {
      try (exchange) {
        send(exchange, answer(exchange, path, source));
      }
    });
  }

  private static Answer answer(HttpExchange exchange, String path, Source source) {
    var method = exchange.getRequestMethod();
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return new Answer(404, TEXT, bytes("not found\n"));
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return new Answer(405, TEXT, bytes("only GET\n"));
    }
    try {
      return source.answer();
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} failed", path, e);
      return new Answer(500, TEXT, bytes("failed; see the log\n"));
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status, -1);
    } else {
      exchange.sendResponseHeaders(answer.status, answer.body.length);
      exchange.getResponseBody().write(answer.body);
    }
  }

  private static Answer metrics(PrometheusRegistry registry) throws IOException {
    var writer = PrometheusTextFormatWriter.create();
    var out = new ByteArrayOutputStream();
    writer.write(out, registry.scrape());
    return new Answer(200, writer.getContentType(), out.toByteArray());
  }

  private static Answer json(Health.Report report) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("status", report.status());
      json.writeArrayPropertyStart("checks");
      for (var finding : report.findings()) {
        json.writeStartObject();
        json.writeStringProperty("subject", finding.subject());
        json.writeStringProperty(
            "severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("message", finding.message());
        json.writeStringProperty("cure", finding.cure());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return new Answer(
        report.ok() ? 200 : 503, "application/json", bytes(text.append('\n').toString()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Makes the answer when somebody asks. */
  private interface Source {
    Answer answer() throws IOException;
  }

  @SuppressWarnings("ArrayRecordComponent") // goes straight into the response
  private record Answer(int status, String type, byte[] body) {}
}
