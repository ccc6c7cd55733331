package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.PaidChat;
import org.translationjobs.chaos.servers.RedisMonitor;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.engine.FakeEngineServer;
import org.translationjobs.testkit.engine.Keys;
import org.translationjobs.testkit.engine.Misbehaviour;
import org.translationjobs.testkit.engine.ReceivedRequest;
import org.translationjobs.testkit.engine.RetryHint;

/**
 * Four workers and one key: answers of 429 in every form, then a spent quota, then a rate limit while
 * Redis is dead.
 *
 * <p>
 * A request comes before its time when its key has been told to wait. It may, when it was in flight: when
 * Redis had let it through before the word of that wait was there. So every wait has to reach Redis, and
 * no more requests may come than Redis let through while nobody had to wait. That can be said only where
 * Redis answers at once.
 */
public final class TooMany implements Scenario {
  static final int WORKERS = 4;
  private static final int CHAPTERS = 240;
  private static final int PARAGRAPHS = 8;
  private static final int REFUSALS = 60;
  private static final int GOOD_BETWEEN = 5;
  private static final String SPENT = "a-spent-key";
  private static final int A_MINUTE = 600;
  /** Of the rate limit, in a worker's hands when it loses Redis, and its first one without. */
  private static final int HEAD_START = 50;

  /** Half of a worker's patience with Redis. */
  private static final Duration SLOW = Duration.ofMillis(100);

  private static final List<RetryHint> FORMS = List.of(
      new RetryHint.Seconds(1), new RetryHint.Fraction(Duration.ofMillis(1_250)),
      new RetryHint.Milliseconds(Duration.ofMillis(1_500)),
      new RetryHint.Date(Duration.ofSeconds(1)), new RetryHint.Reset(Duration.ofMillis(1_100)));

  @Override
  public String name() {
    return "429";
  }

  @Override
  public String promise() {
    return "four workers on one key keep its waits, its quota and its rate";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("CHAT", "yes", "WORKER_CONCURRENCY", "8");
  }

  @Override
  public Result play(Scene scene) {
    var play = new Play(scene);
    play.storm(scene.scaled(CHAPTERS), scene.scaled(REFUSALS));
    play.spentKey(scene.scaled(CHAPTERS / 2));
    play.spentEngine(scene.scaled(CHAPTERS / 2));
    play.withoutRedis(Math.max(HEAD_START, scene.scaled(CHAPTERS / 2)));
    return play.result();
  }

  /** One use. */
  static final class Play {
    private final Scene scene;
    private final FakeEngineServer server;
    private final List<UUID> jobs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();

    Play(Scene scene) {
      this.scene = scene;
      server = scene.servers().chat().server();
      scene.servers().chat().takes(Duration.ofMillis(20), Duration.ofMillis(80));
    }

    /** The workers have found Redis and the engine before. */
    private void warm() {
      scene.fleet().ensure(WORKERS);
      server.script().behave();
      play(newJob(2 * WORKERS));
      server.forget();
    }

    void storm(int chapters, int refusals) {
      warm();
      server.script().nextGood(4 * GOOD_BETWEEN);
      for (var i = 0; i < refusals; i++) {
        server.script().next(Misbehaviour.tooMany(FORMS.get(i % FORMS.size())));
        server.script().nextGood(GOOD_BETWEEN);
      }
      var job = newJob(chapters);
      try (var monitor = listen()) {
        play(job);
        var refused = answered(Misbehaviour.Refusal.class);
        wrongUnless(
            refused.size() == refusals, "only %d of %d answers of 429 were given".formatted(refused
                .size(), refusals));
        wrongUnless(
            refused.stream().map(r -> hint(r).getClass()).distinct().count() == FORMS.size(),
            "not every form of Retry-After was told");
        var early = server.translations().stream().flatMap(r -> r.early().stream()).toList();
        var lags = refused.stream().flatMap(r -> lag(r, monitor).stream()).sorted().toList();
        notes.add(
            "429: %d requests, %d of them refused in %d forms; %d were in flight when one was,"
                .formatted(
                    server.translations().size(), refused.size(), FORMS.size(), early.size())
                + " at most %d ms after it; Redis let %d through and held up %d".formatted(
                    early.stream().mapToLong(e -> e.afterRefusal().toMillis()).max().orElse(0),
                    monitor.grants(), monitor.refusals()));
        wrongUnless(
            lags.size() == refused.size(), "%d waits of %d reached Redis".formatted(lags.size(),
                refused.size()));
        if (!lags.isEmpty()) {
          notes.add("a wait was known to all after %d ms, at most %d".formatted(
              lags.get(lags.size() / 2).toMillis(), lags.getLast().toMillis()));
        }
        wrongUnlessLetThrough(server.translations().size(), monitor.grants(), monitor);
      }
    }

    /** A worker to which Redis does not answer in time asks it no more for a second. */
    private void wrongUnlessLetThrough(int requests, int grants, RedisMonitor monitor) {
      var isSlow = monitor.slowest().compareTo(SLOW) > 0;
      wrongUnless(
          isSlow || requests <= grants, "%d requests were sent, and Redis let %d through".formatted(
              requests, grants));
      if (isSlow) {
        notes.add(
            "THIS MACHINE IS TOO SLOW to say whether each request was let through: Redis took %d ms;"
                .formatted(monitor.slowest().toMillis())
                + " %d requests, %d let through".formatted(requests, grants));
      }
    }

    /** How long it took until Redis knew the wait of a 429. */
    private Optional<Duration> lag(ReceivedRequest refused, RedisMonitor monitor) {
      var until = hint(refused).until(refused.arrival());
      return monitor.pauses()
          .stream()
          .filter(
              pause -> !pause.at().isBefore(refused.arrival()) && !pause.until().isBefore(until))
          .map(pause -> Duration.between(refused.arrival(), pause.at()))
          .findFirst();
    }

    /** The first of two keys has no quota left. */
    void spentKey(int chapters) {
      server.keys()
          .add(SPENT, new Keys.Limit(Integer.MAX_VALUE, Duration.ofSeconds(1), 0))
          .add(PaidChat.KEY, Keys.Limit.NONE);
      scene.fleet().set("OPENAI_API_KEY", SPENT + "," + PaidChat.KEY);
      parked("the next key", chapters);
    }

    /** The only key of the first of two engines has no quota left. */
    void spentEngine(int chapters) {
      scene.servers().redis().call("FLUSHALL"); // nobody knows that key yet
      scene.fleet()
          .set("OPENAI_API_KEY", SPENT)
          .set("TRANSLATION_ENGINE", "openai,openai-2")
          .set("OPENAI_2_BASE_URL", server.chatUrl().toString())
          .set("OPENAI_2_API_KEY", PaidChat.KEY)
          .set("OPENAI_2_MODEL", "fake");
      parked("the next engine", chapters);
    }

    private void parked(String next, int chapters) {
      server.script().behave();
      server.forget();
      try (var monitor = listen()) {
        scene.fleet().replaceAll(WORKERS);
        play(newJob(chapters));
        var spent = server.translations().stream().filter(r -> r.key().equals(SPENT)).toList();
        var told = monitor.pauses()
            .stream()
            .filter(pause -> pause.kind().equals("QUOTA_EXHAUSTED"))
            .map(RedisMonitor.Pause::key)
            .findFirst();
        wrongUnless(!spent.isEmpty(), "the spent key was never used");
        wrongUnless(told.isPresent(), "the spent key was not parked for all");
        var grants = told.map(monitor::grants).orElse(0);
        wrongUnlessLetThrough(spent.size(), grants, monitor);
        notes.add(
            "a spent key, then %s: %d requests came with it, the last %d ms after the first, %d"
                .formatted(
                    next, spent.size(),
                    spent.isEmpty() ? 0
                        : Duration
                            .between(spent.getFirst().arrival(), spent.getLast().arrival())
                            .toMillis(),
                    server.translations().size() - spent.size())
                + " with the other");
      }
    }

    void withoutRedis(int chapters) {
      scene.fleet()
          .set("TRANSLATION_ENGINE", "openai")
          .set("OPENAI_API_KEY", PaidChat.KEY)
          .set("OPENAI_REQUESTS_PER_MINUTE", "" + A_MINUTE)
          .replaceAll(WORKERS);
      server.forget();
      var job = newJob(chapters);
      scene.site().announce(job);
      Eventually.until(
          "the work goes on", Duration.ofMinutes(5), () -> server.translations().size() >= 20);
      scene.servers().redis().kill();
      var dead = Instant.now();
      end(job);
      var without = server.translations()
          .stream()
          .map(ReceivedRequest::arrival)
          .filter(dead::isBefore)
          .sorted()
          .toList();
      scene.servers().redis().restart();
      wrongUnless(without.size() > HEAD_START, "only %d requests without Redis".formatted(without
          .size()));
      if (!without.isEmpty()) {
        var took = Duration.between(without.getFirst(), without.getLast());
        var least = Duration.ofMinutes(1)
            .multipliedBy(without.size() - HEAD_START)
            .dividedBy(A_MINUTE);
        wrongUnless(
            took.compareTo(least) > 0, "%d requests in %d ms without Redis".formatted(without
                .size(), took.toMillis()));
        notes.add(
            "%d requests in %d s while Redis was dead, %d a minute are allowed".formatted(
                without.size(), took.toSeconds(), A_MINUTE));
      }
    }

    private RedisMonitor listen() {
      return RedisMonitor.start(scene.servers().redis());
    }

    private UUID newJob(int chapters) {
      var job = scene.site().createBook(chapters, PARAGRAPHS);
      jobs.add(job);
      return job;
    }

    private void play(UUID job) {
      scene.site().announce(job);
      end(job);
    }

    private void end(UUID job) {
      Kill.awaitEnd(scene, List.of(job));
      var answers = server.translations()
          .stream()
          .filter(r -> r.misbehaviour().isEmpty())
          .collect(Collectors.groupingBy(ReceivedRequest::texts, Collectors.counting()));
      var twice = answers.values().stream().filter(count -> count > 1).count();
      wrongUnless(twice == 0, "%d requests were answered twice".formatted(twice));
    }

    private List<ReceivedRequest> answered(Class<? extends Misbehaviour> how) {
      return server.translations()
          .stream()
          .filter(r -> r.misbehaviour().filter(how::isInstance).isPresent())
          .toList();
    }

    private static RetryHint hint(ReceivedRequest refused) {
      return refused.misbehaviour()
          .map(m -> m instanceof Misbehaviour.Refusal refusal ? refusal.hint() : RetryHint.none())
          .orElseGet(RetryHint::none);
    }

    private void wrongUnless(boolean right, String wrong) {
      if (!right) {
        wrongs.add(wrong);
        scene.say(wrongs.getLast());
      }
    }

    Result result() {
      var site = scene.site();
      var attempts = site.count(
          "select coalesce(max(attempts), 0) from translation_ops.work_items");
      var took = site.count("select count(distinct by_whom) from chaos.subtasks");
      var result = Result.of(site.audit().of(jobs), 0)
          .promise(took >= WORKERS, "only %d workers took part".formatted(took))
          .promise(attempts == 0, "%d attempts were spent".formatted(attempts))
          .promise(wrongs.isEmpty(), String.join("; ", wrongs));
      for (var note : notes) {
        result = result.note(note);
      }
      return result;
    }
  }
}
