package org.translationjobs.testkit.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.translationjobs.core.engine.Usage;

/**
 * A server on the loopback address that speaks chat completions ({@code /v1/chat/completions}, {@code
 * /v1/models}), DeepL's protocol ({@code /v2/translate}, {@code /v2/usage}, {@code /v2/languages}) and
 * LibreTranslate's ({@code /translate}, {@code /languages}), and misbehaves as its scripts say. It counts
 * a quarter of the characters as tokens. Closing it ends all that hangs. Thread-safe.
 */
public final class FakeEngineServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock clock = Clock.systemUTC();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Script script = new Script();
  private final Script listings = new Script();
  private final Keys keys = new Keys();
  private final ChatProtocol chat;
  private final List<Protocol> protocols;
  private final AtomicLong arrived = new AtomicLong();
  private final Map<Long, ReceivedRequest> requests = new ConcurrentSkipListMap<>();
  private final AtomicReference<Usage> usage = new AtomicReference<>(Usage.NONE);

  private FakeEngineServer(HttpServer server, Answers answers) {
    this.server = server;
    chat = new ChatProtocol(answers);
    protocols =
        List.of(chat, new DeepLProtocol(answers, keys), new LibreTranslateProtocol(answers));
  }

  /** Starts one on a free port; it behaves well until a script says otherwise. */
  public static FakeEngineServer start(Answers answers) {
    try {
      var http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var fake = new FakeEngineServer(http, answers);
      http.setExecutor(fake.threads);
      http.createContext("/", fake::handle);
      http.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address for DeepL and LibreTranslate, without a slash at its end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The address for chat completions, {@code …/v1}. */
  public URI chatUrl() {
    return URI.create(url() + "/v1");
  }

  /** What requests for a translation get. */
  public Script script() {
    return script;
  }

  /** What requests for models, languages and usage get; only refusals and connections. */
  public Script listings() {
    return listings;
  }

  public Keys keys() {
    return keys;
  }

  public void set(ChatOptions options) {
    chat.set(options);
  }

  /** Every request for a translation so far, in the order of arrival, those under way included. */
  public List<ReceivedRequest> translations() {
    return requests.values().stream().filter(r -> r.isTranslation()).toList();
  }

  /** Every other request, in the order of arrival. */
  public List<ReceivedRequest> listingRequests() {
    return requests.values().stream().filter(r -> !r.isTranslation()).toList();
  }

  /** What it has reported as used, in all answers but those that it broke off. */
  public Usage reported() {
    return usage.get();
  }

  /** Forgets requests and usage so far. */
  public void forget() {
    requests.clear();
    usage.set(Usage.NONE);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var arrival = clock.instant();
    try {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var path = exchange.getRequestURI().toString();
      for (var protocol : protocols) {
        if (protocol.translates(path) || protocol.lists(path)) {
          answer(exchange, protocol, path, body, arrival);
          return;
        }
      }
      Delivery.whole(exchange, Protocol.Answer.json(404, "{}"), Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void answer(
      HttpExchange exchange, Protocol protocol, String path, String body, Instant arrival)
      throws IOException, InterruptedException {
    var isTranslation = protocol.translates(path);
    var headers = headers(exchange);
    var key = protocol.key(headers, body);
    var early = keys.early(key, arrival);
    var drawn = (isTranslation ? script : listings).draw(body);
    var refused = isTranslation ? refusedKey(protocol, key, arrival)
        : Optional.<Misbehaviour>empty();
    var misbehaviour = refused.or(drawn::misbehaviour);
    var number = arrived.incrementAndGet();
    requests.put(
        number,
        new ReceivedRequest(
            exchange.getRequestMethod(), path, headers, body, arrival, key, misbehaviour, early,
            isTranslation, isTranslation ? protocol.texts(body) : List.of(), Usage.NONE,
            Optional.empty()));
    var made = made(protocol, path, body, misbehaviour, drawn.random());
    for (var other : refused.isPresent() ? List.<Misbehaviour>of() : drawn.others()) {
      if (isContent(misbehaviour) && !made.isSpoiled()) {
        misbehaviour = Optional.of(other);
        made = made(protocol, path, body, misbehaviour, drawn.random());
      }
    }
    var applied =
        isContent(misbehaviour) && !made.isSpoiled() ? Optional.<Misbehaviour>empty()
            : misbehaviour;
    note(number, request -> request.getting(applied));
    deliver(exchange, number, key, made, misbehaviour);
  }

  private static boolean isContent(Optional<Misbehaviour> misbehaviour) {
    return misbehaviour.orElse(null) instanceof Misbehaviour.Content;
  }

  /** What is noted of a request that was forgotten meanwhile is forgotten, too. */
  private void note(long number, UnaryOperator<ReceivedRequest> change) {
    requests.computeIfPresent(number, (n, request) -> change.apply(request));
  }

  private void deliver(
      HttpExchange exchange, long number, String key, Protocol.Answer answer,
      Optional<Misbehaviour> misbehaviour)
      throws IOException, InterruptedException {
    switch (misbehaviour.orElse(null)) {
      case Misbehaviour.Refusal refusal -> {
        var now = clock.instant();
        keys.toldToWait(key, now, refusal.hint().until(now));
        Delivery.whole(exchange, answer, refusal.hint().headers(now));
      }
      case Misbehaviour.Connection connection -> {
        if (connection instanceof Misbehaviour.Connection.Dripping) {
          count(number, key, answer);
        }
        Delivery.by(connection, exchange, answer, closed);
      }
      case Misbehaviour.Content content -> deliverWhole(exchange, number, key, answer);
      case null -> deliverWhole(exchange, number, key, answer);
    }
  }

  private void deliverWhole(
      HttpExchange exchange, long number, String key, Protocol.Answer answer) throws IOException {
    count(number, key, answer);
    Delivery.whole(exchange, answer, Map.of());
    var now = clock.instant();
    note(number, request -> request.answeredAt(now));
  }

  /** Before the answer goes out: who has got it finds it counted. */
  private void count(long number, String key, Protocol.Answer answer) {
    note(number, request -> request.reporting(answer.usage()));
    keys.use(key, answer.cost());
    usage.accumulateAndGet(answer.usage(), Usage::plus);
  }

  private static Protocol.Answer made(
      Protocol protocol, String path, String body, Optional<Misbehaviour> misbehaviour,
      Random random)
      throws InterruptedException {
    if (refusal(misbehaviour).isPresent()) {
      return refused(protocol, misbehaviour);
    }
    if (!protocol.translates(path)) {
      return protocol.list(path);
    }
    try {
      var wrong =
          misbehaviour.filter(Misbehaviour.Content.class::isInstance)
              .map(Misbehaviour.Content.class::cast);
      return protocol.translate(body, wrong, random);
    } catch (Protocol.Wrong e) {
      return refused(protocol, Optional.of(e.refusal()));
    } catch (IllegalStateException e) {
      return refused(protocol, Optional.of(Misbehaviour.status(500)));
    }
  }

  private Optional<Misbehaviour> refusedKey(Protocol protocol, String key, Instant now) {
    return switch (keys.admit(key, now)) {
      case Keys.Verdict.Admitted admitted -> Optional.empty();
      case Keys.Verdict.Unknown unknown -> Optional.of(
          protocol.refusal(
              key.isEmpty() ? Protocol.KeyTrouble.MISSING : Protocol.KeyTrouble.UNKNOWN));
      case Keys.Verdict.Exhausted exhausted -> Optional.of(
          protocol.refusal(Protocol.KeyTrouble.EXHAUSTED));
      case Keys.Verdict.TooMany(var pause) -> Optional.of(
          Misbehaviour.tooMany(new RetryHint.Fraction(pause)));
    };
  }

  private static Optional<Misbehaviour.Refusal> refusal(Optional<Misbehaviour> misbehaviour) {
    return misbehaviour.filter(Misbehaviour.Refusal.class::isInstance)
        .map(Misbehaviour.Refusal.class::cast);
  }

  private static Protocol.Answer refused(
      Protocol protocol, Optional<Misbehaviour> misbehaviour) {
    var refusal = refusal(misbehaviour).orElseThrow();
    var body =
        switch (refusal.form()) {
          case JSON -> protocol.error(refusal);
          case BARE_STRING -> Json.write(Map.of("error", refusal.message()));
          case NUMERIC_CODE -> Json.write(
              Map.of("error", Map.of("message", refusal.message(), "code", refusal.status())));
          case TOP_LEVEL -> Json.write(
              Map.of("message", refusal.message(), "code", refusal.code()));
          case HTML -> "<html><body><h1>" + refusal.status() + "</h1>" + refusal.message()
              + "</body></html>";
          case EMPTY -> "";
        };
    var type = refusal.form() == Misbehaviour.ErrorForm.HTML ? "text/html" : "application/json";
    return new Protocol.Answer(refusal.status(), type, List.of(body), Usage.NONE, true, 0);
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    var headers = new HashMap<String, String>();
    exchange.getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
    return headers;
  }
}
