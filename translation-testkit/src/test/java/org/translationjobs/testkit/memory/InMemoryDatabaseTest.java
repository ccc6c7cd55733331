package org.translationjobs.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs.Patience;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.promotion.PromotionTransaction.Written;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.Submissions.Submitted;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.WorkerId;

class InMemoryDatabaseTest {
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final StoreId STORE = new StoreId("memory");
  private static final LanguagePair EN_ES = LanguagePair.of("en", "es");
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(600));
  private static final Plan PLAN = new Plan(
      1, List.of("pseudo"), Map.of(), 1, 0, Plan.FailurePolicy.FINISH_OTHERS, false, STORE);

  private final InMemoryDatabase database = new InMemoryDatabase();
  private final WorkerId one = WorkerId.random();
  private final WorkerId other = WorkerId.random();
  private NovelId novel;

  @BeforeEach
  void importNovel() {
    novel = database.submissions()
        .importNovel(
            new NovelText(
                "s", "en", "Title", "About", List.of(
                    new NovelText.VolumeText(
                        "Volume", null, List.of(
                            new NovelText.ChapterText(1, "One", "First."),
                            new NovelText.ChapterText(2, "Two", "Second."))))));
  }

  @Test
  void aJobGoesFromSubmissionToCompletion() {
    var job = submit();
    var run = activate(job);
    finish(claim(one, run, 10));

    var promotion = ((Settled.Promote) settle(run, one)).claim();
    try (var transaction = database.promotions().begin(promotion)) {
      var items = transaction.next(10);
      assertThat(items).hasSize(4);
      var texts = items.stream()
          .map(i -> new PromotionText(i, new TranslatedText("Título", "Texto")))
          .toList();
      assertThat(transaction.write(texts)).hasSize(4).allMatch(Written.Inserted.class::isInstance);
      assertThat(transaction.next(10)).isEmpty();
      assertThat(database.everything().texts()).noneMatch(t -> t.lang().equals("es"));
      assertThat(transaction.complete()).isEqualTo(new Completion.Completed(4, 0, List.of()));
    }

    assertThat(database.job(job).orElseThrow().status()).isEqualTo("COMPLETED");
    assertThat(database.everything().texts()).filteredOn(t -> t.lang().equals("es")).hasSize(4);
  }

  @Test
  void aFinishUnderAnOldClaimIdIsStale() {
    var run = activate(submit());
    var old = claim(one, run, 1);
    database.clock().advance(LEASE.plusMillis(1));
    assertThat(database.claims().rescue(10)).hasSize(1);
    var taken = claim(other, run, 1);

    assertThat(taken.get(0).item().subtask()).isEqualTo(old.get(0).item().subtask());
    assertThat(finish(old).values()).containsExactly(new Finish.Stale());
    assertThat(finish(taken).values()).allMatch(Finish.Accepted.class::isInstance);
    assertThat(finish(taken).values()).allMatch(Finish.Accepted.class::isInstance);
    assertThat(database.everything().jobs().values().iterator().next().completed()).isOne();
  }

  @Test
  void subtasksStartInOrderOfPriorityAndSeqNullsLast() {
    var job = submit();
    var late = database.others()
        .insertSubtask(job, "other", UUID.randomUUID(), null, 50, "PENDING");

    var claims = claim(one, activate(job), 10);

    assertThat(claims).extracting(c -> c.item().entityType())
        .containsExactly("novel", "volume", "other", "chapter", "chapter");
    assertThat(claims.get(2).item().subtask()).isEqualTo(late);
  }

  private JobId submit() {
    return ((Submitted.Created) database.submissions().submit(NewJob.of(novel, EN_ES))).job();
  }

  private RunId activate(JobId job) {
    return ((Activated.Started) database.jobs()
        .activate(job, RunRequest.announced(PLAN), PATIENCE)).run();
  }

  private List<Claim> claim(WorkerId worker, RunId run, int atMost) {
    return database.claims().claim(worker, List.of(run), atMost, atMost, LEASE, false);
  }

  private Map<?, Finish> finish(List<Claim> claims) {
    return database.claims().finish(claims.stream().map(this::finished).toList());
  }

  private FinishedWork finished(Claim claim) {
    var entity = claim.item().entity().orElseThrow();
    var source = database.sourceTexts().read(List.of(entity), "en").get(entity);
    return new FinishedWork(
        claim.id(), claim.item(), new StagedResult.Text("{}", TextHash.of("{}", null)),
        source.hash(), source.version(), "pseudo", List.of());
  }

  private Settled settle(RunId run, WorkerId worker) {
    return database.runs().settle(run, worker, STORE, LEASE);
  }
}
