package org.translationjobs.runtime.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.JobId;
import org.translationjobs.runtime.TranslationSystem;
import org.translationjobs.testkit.Eventually;
import org.translationjobs.testkit.engine.Answers;
import org.translationjobs.testkit.engine.ChatOptions;
import org.translationjobs.testkit.engine.FakeEngineServer;

/** A job never costs more than its budget, whatever its engine answers. */
class BudgetTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int INPUT_PRICE = 1;
  private static final int OUTPUT_PRICE = 10;

  /** Opened when answers may go out. */
  private final CountDownLatch open = new CountDownLatch(1);
  private volatile String chatter = "";
  private final Answers answers = (texts, languages) -> {
    open.await();
    return Answers.pseudo()
        .translate(texts, languages)
        .stream()
        .map(text -> text + chatter)
        .toList();
  };
  private final FakeEngineServer server = FakeEngineServer.start(answers);
  private final Site site =
      Site.create()
          .set("TRANSLATION_ENGINE", "openai")
          .set("OPENAI_BASE_URL", server.chatUrl().toString())
          .set("OPENAI_API_KEY", "key")
          .set("OPENAI_MODEL", "fake")
          .set("WORKER_CONCURRENCY", "4")
          .set("PRICE_OPENAI_INPUT", "" + INPUT_PRICE)
          .set("PRICE_OPENAI_OUTPUT", "" + OUTPUT_PRICE);
  private final TranslationSystem system = site.system();

  @AfterEach
  void close() throws Exception {
    open.countDown();
    site.close();
    server.close();
  }

  @Test
  void answersThatAreLongAndCutCostNoMoreThanTheBudget() {
    // not the same words again and again: that would be noticed, and not paid for to its end
    chatter = IntStream.range(1_000, 9_000)
        .mapToObj(i -> Integer.toString(i * 7_919, Character.MAX_RADIX))
        .collect(Collectors.joining(" "));
    open.countDown();
    var job = job(site.novel(12), 60_000);
    awaitHeld(job);
    assertThat(paid()).isBetween(10_000L, 60_000L);
    assertThat(system.ledger().cost(job).total().cost().micros()).isEqualTo(paid());
  }

  @Test
  void aServerThatReportsNothingSpendsTheBudget() {
    server.set(ChatOptions.defaults().withoutUsage());
    open.countDown();
    var job = job(site.novel(30), 20_000);
    awaitHeld(job);
    assertThat(server.reported().inputTokens()).isZero();
    assertThat(server.translations()).hasSizeLessThan(60);
    assertThat(system.ledger().cost(job).total()).satisfies(total -> {
      assertThat(total.cost().micros()).isBetween(5_000L, 20_000L);
      assertThat(total.usage().outputTokens()).isPositive();
    });
  }

  @Test
  void callsUnderWayEndAndAreNotPaidForAgain() {
    var job = job(site.novel(12), 1_000_000);
    Eventually.until("calls are under way", LONG, () -> server.translations().size() == 4);
    system.holds()
        .place(new HoldScope.Job(job), Hold.Kind.BUDGET, "the budget was lowered", "the test");
    Eventually.until(
        "every worker has seen it", LONG,
        () -> site.count(
            "select count(*) from translation_ops.holds where since < now() - interval '3 seconds'")
            == 1);
    open.countDown();
    Eventually.until("the claims are back", LONG, () -> claimed() == 0);
    assertThat(server.translations()).hasSize(4);
    assertThat(system.ledger().cost(job).total()).satisfies(total -> {
      assertThat(total.ended()).isEqualTo(4);
      assertThat(total.unanswered()).isZero();
      assertThat(total.cost().micros()).isEqualTo(paid());
    });
    system.ledger().setBudget(job, Optional.empty());
    system.holds().release(new HoldScope.Job(job), Hold.Kind.BUDGET);
    site.awaitStatus(job, "COMPLETED");
    assertThat(server.translations().stream().flatMap(r -> r.texts().stream()).toList())
        .as("paid for")
        .doesNotHaveDuplicates();
  }

  private JobId job(UUID novel, long budget) {
    var job = site.job(novel, "en", "es");
    system.ledger().setBudget(job, Optional.of(new Cost(budget)));
    site.startWorker();
    site.announce(job);
    return job;
  }

  private void awaitHeld(JobId job) {
    Eventually.until(
        "the job is held and nothing is under way", LONG,
        () -> system.holds()
            .of(new HoldScope.Job(job))
            .stream()
            .anyMatch(hold -> hold.kind() == Hold.Kind.BUDGET)
            && system.ledger().cost(job).total().inFlight() == 0
            && claimed() == 0);
  }

  private int claimed() {
    return site.count("select count(*) from translation_ops.work_items where state = 'CLAIMED'");
  }

  private long paid() {
    var used = server.reported();
    return used.inputTokens() * INPUT_PRICE + used.outputTokens() * OUTPUT_PRICE;
  }
}
