package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.JobId;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.FakeEngineServer;
import org.translationjobs.testkit.engine.Keys;
import org.translationjobs.testkit.engine.Misbehaviour;
import org.translationjobs.testkit.engine.ReceivedRequest;
import org.translationjobs.testkit.engine.RetryHint;

/** Four workers use one key of one server. */
class RateLimitsTest {
  private static final String KEY = "one-key-for-all";
  private static final int WORKERS = 4;

  /** Of 900 requests a minute. */
  private static final Duration SPACING = Duration.ofMillis(67);

  /** A worker that Redis did not answer in time goes by its own share for a second. */
  private static final double TOLERANCE = 0.2;

  /** A request may be on its way while another one is told to wait; every wait is longer. */
  private static final Duration IN_FLIGHT = Duration.ofMillis(700);
  private static final Duration LONG = Duration.ofMinutes(3);

  private final FakeEngineServer server = FakeEngineServer.start(Answers.pseudo());
  private final List<Site.RunningWorker> workers = new ArrayList<>();
  private Site site;

  @BeforeEach
  void open() {
    site = Site.create()
        .set("TRANSLATION_ENGINE", "openai")
        .set("OPENAI_BASE_URL", server.chatUrl().toString())
        .set("OPENAI_API_KEY", KEY)
        .set("OPENAI_MODEL", "fake");
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    site.close();
  }

  @Test
  void inAStormOf429sNoRequestComesBeforeItsTimeAndNothingIsLostOrCounted() {
    var hints = List.of(
        new RetryHint.Seconds(1), new RetryHint.Fraction(Duration.ofMillis(1_250)),
        new RetryHint.Milliseconds(Duration.ofMillis(1_500)),
        new RetryHint.Date(Duration.ofSeconds(1)), new RetryHint.Reset(Duration.ofMillis(1_100)));
    var refusals = 25;
    server.script().nextGood(20);
    for (var i = 0; i < refusals; i++) {
      server.script().next(Misbehaviour.tooMany(hints.get(i % hints.size())));
      server.script().nextGood(5);
    }
    var novel = site.novel(200);
    var job = run(novel);
    Eventually.until("the job is COMPLETED", LONG, () -> site.status(job).equals("COMPLETED"));

    var requests = server.translations();
    assertThat(requests).filteredOn(r -> r.misbehaviour().isPresent()).hasSize(refusals);
    assertThat(requests.stream().flatMap(r -> r.early().stream()))
        .allSatisfy(early -> assertThat(early.afterRefusal()).isLessThan(IN_FLIGHT));
    assertThat(site.chapters(novel, "es"))
        .hasSize(200)
        .allSatisfy(text -> assertThat(text).contains("Onceþa uponþa aþa timeþa"));
    var answers =
        requests.stream()
            .filter(r -> r.misbehaviour().isEmpty())
            .collect(Collectors.groupingBy(ReceivedRequest::body, Collectors.counting()));
    assertThat(answers.values()).as("answers to each request").containsOnly(1L);
    assertNoAttemptIsSpent(job);
  }

  @Test
  void allWorkersTogetherKeepToTheRequestsPerMinute() {
    site.set("OPENAI_REQUESTS_PER_MINUTE", "900");
    warmUp();
    var began = Instant.now();
    var job = run(site.novel(60));
    Eventually.until("the job is COMPLETED", LONG, () -> site.status(job).equals("COMPLETED"));
    assertTheLimitIsKeptSince(began);
    assertNoAttemptIsSpent(job);
  }

  @Test
  void whileRedisHangsTheyGoOnAndEachTakesItsShare() {
    site.set("OPENAI_REQUESTS_PER_MINUTE", "900");
    warmUp();
    var before = server.translations().size();
    var job = run(site.novel(120));
    Eventually.until(
        "the work goes on", LONG, () -> server.translations().size() >= before + 20);
    site.redis().freeze();
    var frozen = Instant.now();
    try {
      Eventually.until("the job is COMPLETED", LONG, () -> site.status(job).equals("COMPLETED"));
    } finally {
      site.redis().thaw();
    }
    assertTheLimitIsKeptSince(frozen);
    assertNoAttemptIsSpent(job);
  }

  /**
   * A worker's first calls come late after they were let through, and its first question may take
   * longer than it waits for Redis.
   */
  private void warmUp() {
    var job = run(site.novel(20));
    Eventually.until("a first job is COMPLETED", LONG, () -> site.status(job).equals("COMPLETED"));
  }

  /** Who took no notice of the others would make up to four times as many requests. */
  private void assertTheLimitIsKeptSince(Instant start) {
    var arrivals =
        server.translations()
            .stream()
            .map(ReceivedRequest::arrival)
            .filter(start::isBefore)
            .sorted()
            .toList();
    assertThat(arrivals).hasSizeGreaterThan(60);
    assertThat(Duration.between(arrivals.getFirst(), arrivals.getLast()))
        .as("%s requests", arrivals.size())
        .isGreaterThan(
            Duration.ofMillis((long) ((1 - TOLERANCE) * SPACING.toMillis() * arrivals.size())));
  }

  @Test
  void aSpentQuotaParksTheKeyForAllAndTheChainGoesOn() {
    server.keys().add(KEY, Keys.Limit.NONE).add("another", Keys.Limit.NONE);
    site.set("TRANSLATION_ENGINE", "openai,openai-2")
        .set("OPENAI_2_BASE_URL", server.chatUrl().toString())
        .set("OPENAI_2_API_KEY", "another")
        .set("OPENAI_2_MODEL", "fake");
    site.awaitStatus(run(site.novel(100)), "COMPLETED");
    server.keys().add(KEY, new Keys.Limit(Integer.MAX_VALUE, Duration.ofSeconds(1), 0));
    site.awaitStatus(run(site.novel(1)), "COMPLETED"); // one worker alone finds out
    var before = callsWithTheFirstKey();
    var novel = site.novel(300);
    var job = run(novel);
    Eventually.until("the job is COMPLETED", LONG, () -> site.status(job).equals("COMPLETED"));
    assertThat(callsWithTheFirstKey()).isPositive().isEqualTo(before);
    assertThat(site.chapters(novel, "es"))
        .hasSize(300)
        .allSatisfy(text -> assertThat(text).contains("Onceþa uponþa aþa timeþa"));
    assertThat(
        site.query(
            "select distinct engine from translation_ops.work_items where job_id = ?",
            job.value()))
        .extracting(row -> row.get("engine"))
        .containsExactly("openai-2");
    assertNoAttemptIsSpent(job);
  }

  private long callsWithTheFirstKey() {
    return server.translations().stream().filter(r -> r.key().equals(KEY)).count();
  }

  private JobId run(UUID novel) {
    while (workers.size() < WORKERS) {
      workers.add(site.startWorker());
    }
    Eventually.until(
        "all workers live",
        () -> site.count("select count(*) from translation_ops.workers") == WORKERS);
    var job = site.job(novel, "en", "es");
    site.announce(job);
    return job;
  }

  private void assertNoAttemptIsSpent(JobId job) {
    assertThat(workers).allSatisfy(worker -> {
      assertThat(worker.events(WorkerEvent.SubtaskRetries.class)).isEmpty();
      assertThat(worker.events(WorkerEvent.SubtaskFailed.class)).isEmpty();
    });
    assertThat(site.count("select coalesce(max(attempts), 0) from translation_ops.work_items"))
        .isZero();
    assertThat(workers)
        .filteredOn(
            worker -> worker.events(WorkerEvent.SubtaskFinished.class)
                .stream()
                .anyMatch(finished -> finished.item().job().equals(job)))
        .as("workers that took part")
        .hasSizeGreaterThan(1);
  }
}
