package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs.Patience;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.promotion.PromotionTransaction.Completion;
import org.translationjobs.core.promotion.PromotionTransaction.Written;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.run.Runs.Settled;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.text.TranslatedText;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.Claims.Finish;
import org.translationjobs.core.work.FinishedWork;
import org.translationjobs.core.work.ProvidedWork;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.WorkerProfile;

/** One novel, one job and the steps of its way through, for the contracts of the database's ports. */
public final class Scene {
  public static final Duration LEASE = Duration.ofSeconds(15);
  public static final StoreId STORE = new StoreId("store-of-the-contracts");
  public static final LanguagePair EN_ES = LanguagePair.of("en", "es");
  public static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(600));
  public static final Plan PLAN = plan(Plan.FailurePolicy.FINISH_OTHERS, false, "pseudo");

  private static final int CHAPTER_PRIORITY = 100;

  final DatabaseUnderTest database;
  final WorkerId one = WorkerId.random();
  final WorkerId other = WorkerId.random();
  final NovelId novel;
  final EntityRef volume;
  final List<EntityRef> chapters = new ArrayList<>();
  final List<SubtaskId> subtasks = new ArrayList<>();
  final JobId job;

  private Scene(DatabaseUnderTest database, int chapterCount, LanguagePair languages) {
    this.database = database;
    novel = database.insertNovel("slug");
    volume = database.insertVolume(novel, 1);
    for (var i = 1; i <= chapterCount; i++) {
      var chapter = database.insertChapter(volume, i);
      database.writeText(chapter, languages.from(), "Title " + i, "Content " + i);
      chapters.add(chapter);
    }
    job = database.insertJob(novel, languages, "PENDING", chapterCount);
    for (var i = 0; i < chapterCount; i++) {
      subtasks.add(addSubtask(chapters.get(i), i + 1));
    }
  }

  /** A PENDING job from en into es with one subtask for each chapter. */
  public static Scene pendingJob(DatabaseUnderTest database, int chapters) {
    return new Scene(database, chapters, EN_ES);
  }

  public static Plan plan(Plan.FailurePolicy policy, boolean overwriteEdits, String... engines) {
    return new Plan(
        1, List.of(engines), Map.of(engines[0], Map.of("model", "m")), 1, 0, policy,
        overwriteEdits, STORE);
  }

  public JobId jobId() {
    return job;
  }

  public List<SubtaskId> subtaskIds() {
    return List.copyOf(subtasks);
  }

  public List<EntityRef> chapterRefs() {
    return List.copyOf(chapters);
  }

  SubtaskId addSubtask(EntityRef entity, int seq) {
    return database.insertSubtask(
        job, entity.type().columnValue(), entity.id(), seq, CHAPTER_PRIORITY, "PENDING");
  }

  EntityRef addChapter(int seq) {
    var chapter = database.insertChapter(volume, seq);
    database.writeText(chapter, "en", "Title " + seq, "Content " + seq);
    return chapter;
  }

  Activated activate() {
    return activate(RunRequest.announced(PLAN));
  }

  Activated activate(RunRequest request) {
    return database.jobs().activate(job, request, PATIENCE);
  }

  static RunRequest request(Trigger trigger, Scope scope) {
    return new RunRequest(trigger, scope, PLAN, Optional.empty(), Optional.empty());
  }

  static RunRequest reserved(Trigger trigger, WorkerId worker) {
    return new RunRequest(
        trigger, new Scope.Unfinished(), PLAN, Optional.of(worker), Optional.empty());
  }

  public RunId start() {
    return start(RunRequest.announced(PLAN));
  }

  RunId start(RunRequest request) {
    var activated = activate(request);
    assertThat(activated).isInstanceOf(Activated.Started.class);
    return ((Activated.Started) activated).run();
  }

  public List<Claim> claim(WorkerId worker, RunId run, int atMost) {
    return database.claims().claim(worker, List.of(run), atMost, atMost, LEASE, false);
  }

  public FinishedWork translated(Claim claim) {
    var entity = claim.item().entity().orElseThrow();
    var source = database.sourceTexts().read(List.of(entity), claim.languages().from()).get(entity);
    var path = StagingKey.of(null, claim.item().job(), claim.item().subtask(), claim.id()).path();
    return new FinishedWork(
        claim.id(),
        claim.item(),
        new StagedResult.Stored(
            path, TextHash.of(path.getBytes(StandardCharsets.UTF_8)), claim.plan().store()),
        source == null ? TextHash.of(null, null) : source.hash(),
        source == null ? "" : source.version(),
        "pseudo",
        List.of());
  }

  /** A person's text for one of the chapters. */
  public ProvidedWork provided(int chapter, ClaimId id, StoreId store) {
    var entity = chapters.get(chapter);
    var source = Objects.requireNonNull(
        database.sourceTexts().read(List.of(entity), EN_ES.from()).get(entity));
    var path = StagingKey.of(null, job, subtasks.get(chapter), id).path();
    return new ProvidedWork(
        id, job, subtasks.get(chapter),
        new StagedResult.Stored(path, TextHash.of(path.getBytes(StandardCharsets.UTF_8)), store),
        store, source.hash(), source.version());
  }

  public Map<ClaimId, Finish> finish(List<Claim> claims) {
    return database.claims().finish(claims.stream().map(this::translated).toList());
  }

  /** Claims and finishes everything that is due. */
  public void finishAll(RunId run) {
    var claims = claim(one, run, 1000);
    assertThat(finish(claims).values()).allMatch(Finish.Accepted.class::isInstance);
  }

  Settled settle(RunId run) {
    return settle(run, one);
  }

  Settled settle(RunId run, WorkerId worker) {
    return database.runs().settle(run, worker, STORE, LEASE);
  }

  public PromotionClaim promotionClaim(RunId run) {
    var settled = settle(run);
    assertThat(settled).isInstanceOf(Settled.Promote.class);
    return ((Settled.Promote) settled).claim();
  }

  /** Runs a whole promotion; each title is {@code es: <entity id>}. */
  public Completion promote(PromotionClaim claim) {
    return promote(claim, title -> title);
  }

  Completion promote(PromotionClaim claim, UnaryOperator<String> title) {
    try (var transaction = database.promotions().begin(claim)) {
      writeAll(transaction, title);
      return transaction.complete();
    }
  }

  static List<Written> writeAll(PromotionTransaction transaction, UnaryOperator<String> title) {
    var written = new ArrayList<Written>();
    for (var items = transaction.next(2); !items.isEmpty();
        items = isGood(written) ? transaction.next(2) : List.of()) {
      written.addAll(
          transaction.write(
              items.stream()
                  .map(
                      item -> new PromotionText(
                          item,
                          new TranslatedText(
                              title.apply(titleOf(item.entity())), "Contenido")))
                  .toList()));
    }
    return written;
  }

  /** After a row that cannot be promoted the transaction can only be closed. */
  private static boolean isGood(List<Written> written) {
    return written.stream()
        .noneMatch(w -> w instanceof Written.Changed || w instanceof Written.RowRefused);
  }

  static String titleOf(EntityRef entity) {
    return "es: " + entity.id();
  }

  /** From PENDING to COMPLETED. */
  public RunId complete() {
    var run = start();
    finishAll(run);
    assertThat(promote(promotionClaim(run))).isInstanceOf(Completion.Completed.class);
    return run;
  }

  String status() {
    return database.job(job).orElseThrow().status();
  }

  String status(SubtaskId subtask) {
    return database.job(job)
        .orElseThrow()
        .subtasks()
        .stream()
        .filter(s -> s.id().equals(subtask))
        .findFirst()
        .orElseThrow()
        .status();
  }

  int completed() {
    return database.job(job).orElseThrow().completed();
  }

  String errorMessage() {
    return String.valueOf(database.job(job).orElseThrow().errorMessage());
  }

  String title(EntityRef entity) {
    return database.text(entity, "es").map(text -> String.valueOf(text.title())).orElse("none");
  }

  void beat(WorkerId worker) {
    database.workers().beat(profile(worker), LEASE);
  }

  static WorkerProfile profile(WorkerId worker) {
    return new WorkerProfile(worker, "worker " + worker, "1", List.of("pseudo"), STORE, 4);
  }

  static EntityRef novelRef(NovelId novel) {
    return new EntityRef(EntityType.NOVEL, novel.value());
  }
}
