package org.translationjobs.chaos.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Speaks the protocol of Apertium's HTTP service, takes its time, and counts how often each text was
 * asked for. It moves every Latin letter by 13 places, so that its answer is known beforehand and
 * never looks like the source. Thread-safe.
 */
public final class EngineServer implements AutoCloseable {
  private static final String PAIRS =
      """
          {"responseData":[{"sourceLanguage":"eng","targetLanguage":"spa"}],
          "responseDetails":null,"responseStatus":200}""";
  private static final Pattern SEGMENT = Pattern.compile("⟦⟦\\d+⟧⟧\\s*([^⟦]*)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Random random;
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private volatile Duration shortest = Duration.ZERO;
  private volatile Duration longest = Duration.ZERO;
  private volatile Consumer<String> onCall = text -> {};

  private EngineServer(HttpServer server, long seed) {
    this.server = server;
    random = new Random(seed);
  }

  /**
   * @param seed
   *          decides how long each call takes
   */
  public static EngineServer start(long seed) {
    try {
      var http = HttpServer.create(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
      var engine = new EngineServer(http, seed);
      http.setExecutor(engine.threads);
      http.createContext("/listPairs", exchange -> send(exchange, PAIRS));
      http.createContext("/translate", engine::translate);
      http.start();
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each call takes between these two from now on. */
  public void takes(Duration atLeast, Duration atMost) {
    shortest = atLeast;
    longest = atMost;
  }

  /** Is told the text of each call when it begins; replaces the listener before. */
  public void onCall(Consumer<String> listener) {
    onCall = listener;
  }

  /** In the form of {@code APERTIUM_URL}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public int calls() {
    return calls.get();
  }

  /** How many calls have begun and not ended. */
  public int running() {
    return running.get();
  }

  /** How often texts were asked for again, in all. */
  public int repeated() {
    return asked.values().stream().mapToInt(count -> count.get() - 1).sum();
  }

  /** What it answers to a text. */
  public static String translation(String text) {
    var result = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      result.append(moved(text.charAt(i)));
    }
    return result.toString();
  }

  private static char moved(char letter) {
    if (letter >= 'a' && letter <= 'z') {
      return (char) ('a' + (letter - 'a' + 13) % 26);
    }
    return letter >= 'A' && letter <= 'Z' ? (char) ('A' + (letter - 'A' + 13) % 26) : letter;
  }

  private void translate(HttpExchange exchange) throws IOException {
    var text = field(
        "q", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    calls.incrementAndGet();
    running.incrementAndGet();
    try {
      SEGMENT.matcher(text)
          .results()
          .map(match -> match.group(1).strip())
          .forEach(s -> asked.computeIfAbsent(s, key -> new AtomicInteger()).incrementAndGet());
      onCall.accept(text);
      LockSupport.parkNanos(pause().toNanos());
      send(
          exchange,
          "{\"responseData\":{\"translatedText\":\"" + escaped(translation(text))
              + "\"},\"responseDetails\":null,\"responseStatus\":200}");
    } finally {
      running.decrementAndGet();
    }
  }

  private Duration pause() {
    var spread = longest.minus(shortest).toMillis();
    return spread <= 0 ? shortest : shortest.plusMillis(random.nextLong(spread));
  }

  private static String field(String name, String form) {
    for (var part : form.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        return URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      var body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
