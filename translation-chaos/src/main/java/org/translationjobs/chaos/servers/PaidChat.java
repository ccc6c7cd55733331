package org.translationjobs.chaos.servers;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.FakeEngineServer;

/**
 * A server of chat completions that takes its time, is paid by the token, and writes down every
 * request. It answers as {@link EngineServer} does. Thread-safe.
 */
public final class PaidChat implements AutoCloseable {
  /** What workers and command lines ask it with, unless a scenario says otherwise. */
  public static final String KEY = "the-only-key";

  /** Of a million tokens, in the currency of the budgets. */
  private static final int INPUT_PRICE = 100;
  private static final int OUTPUT_PRICE = 300;

  private final Random random;
  private final FakeEngineServer server;
  private volatile Duration shortest = Duration.ZERO;
  private volatile Duration longest = Duration.ZERO;

  private PaidChat(long seed) {
    random = new Random(seed);
    Answers answers = (texts, languages) -> {
      TimeUnit.NANOSECONDS.sleep(pause().toNanos());
      return texts.stream().map(EngineServer::translation).toList();
    };
    server = FakeEngineServer.start(answers);
  }

  /**
   * @param seed
   *          decides how long each call takes
   */
  static PaidChat start(long seed) {
    return new PaidChat(seed);
  }

  /** Each answer takes between these two from now on. */
  public void takes(Duration atLeast, Duration atMost) {
    shortest = atLeast;
    longest = atMost;
  }

  /** What it was sent, how it misbehaves, and its keys. */
  public FakeEngineServer server() {
    return server;
  }

  /** What tokens cost, in millionths of the currency. */
  public static long micros(Usage usage) {
    return usage.inputTokens() * INPUT_PRICE + usage.outputTokens() * OUTPUT_PRICE;
  }

  /** The variables with which a worker or a command line translates by it. */
  Map<String, String> environment() {
    return Map.of(
        "TRANSLATION_ENGINE", "openai",
        "OPENAI_BASE_URL", server.chatUrl().toString(),
        "OPENAI_API_KEY", KEY,
        "OPENAI_MODEL", "fake",
        "PRICE_OPENAI_INPUT", "" + INPUT_PRICE,
        "PRICE_OPENAI_OUTPUT", "" + OUTPUT_PRICE);
  }

  private Duration pause() {
    var spread = longest.minus(shortest).toMillis();
    return spread <= 0 ? shortest : shortest.plusMillis(random.nextLong(spread));
  }

  @Override
  public void close() {
    server.close();
  }
}
