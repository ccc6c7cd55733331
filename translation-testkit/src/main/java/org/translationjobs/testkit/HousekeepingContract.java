package org.translationjobs.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.memory.MemoryEntry;
import org.translationjobs.core.memory.MemoryKey;
import org.translationjobs.core.memory.RememberedText;
import org.translationjobs.core.run.RunRequest.Scope;
import org.translationjobs.core.run.RunRequest.Trigger;
import org.translationjobs.core.staging.StagedResult;
import org.translationjobs.core.staging.StoreId;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.work.Housekeeping;

/** What every {@link Housekeeping} must do. */
public interface HousekeepingContract {
  Duration RETENTION = Duration.ofDays(7);

  DatabaseUnderTest database();

  private List<String> disposable() {
    return database().housekeeping().disposable(Scene.STORE, RETENTION, 100);
  }

  @Test
  default void promotedObjectsAreDisposableAfterTheRetention() {
    var scene = Scene.pendingJob(database(), 2);
    scene.complete();
    assertThat(disposable()).isEmpty();
    database().letTimePass(RETENTION.plusMinutes(1));
    var paths = disposable();
    assertThat(paths).hasSize(2);
    assertThat(database().housekeeping().disposable(new StoreId("x"), RETENTION, 100)).isEmpty();
    database().housekeeping().disposed(paths);
    database().housekeeping().disposed(paths);
    assertThat(disposable()).isEmpty();
  }

  @Test
  default void whatIsStillNeededIsKept() {
    var scene = Scene.pendingJob(database(), 2);
    scene.finishAll(scene.start());
    database().letTimePass(RETENTION.plusMinutes(1));
    assertThat(disposable()).isEmpty();
  }

  @Test
  default void whatALostClaimStagedIsDisposable() {
    var scene = Scene.pendingJob(database(), 1);
    var run = scene.start();
    var old = scene.claim(scene.one, run, 1);
    var stale = ((StagedResult.Stored) scene.translated(old.get(0)).result()).path();
    database().letTimePass(Scene.LEASE.plusSeconds(1));
    database().claims().rescue(10);
    scene.finish(old);
    scene.finishAll(run);
    database().letTimePass(RETENTION.plusMinutes(1));
    assertThat(disposable()).containsExactly(stale);
  }

  @Test
  default void aReplacedObjectIsDisposable() {
    var scene = Scene.pendingJob(database(), 1);
    scene.complete();
    var replaced = database().job(scene.job).orElseThrow().subtasks().get(0).resultPath();
    var run = scene.start(Scene.request(Trigger.REPROCESS, new Scope.All()));
    scene.finishAll(run);
    database().letTimePass(RETENTION.plusMinutes(1));
    assertThat(disposable()).containsExactly(replaced);
  }

  @Test
  default void theRowsOfDeletedJobsAreForgottenAndTheirObjectsDisposable() {
    var scene = Scene.pendingJob(database(), 2);
    database().holds().place(new HoldScope.Job(scene.job), Hold.Kind.APPROVAL, "why", "who");
    scene.finishAll(scene.start());
    database().deleteJob(scene.job);
    assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isPositive();
    assertThat(database().holds().all()).isEmpty();
    assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isZero();
    database().letTimePass(RETENTION.plusMinutes(1));
    assertThat(disposable()).hasSize(2);
  }

  @Test
  default void longDeadWorkersAreForgotten() {
    var scene = Scene.pendingJob(database(), 1);
    scene.beat(scene.one);
    assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isZero();
    database().letTimePass(RETENTION.plusMinutes(1));
    scene.beat(scene.other);
    assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isOne();
    assertThat(database().workers().list()).hasSize(1);
  }

  @Test
  default void theMemoryOfADeletedNovelIsForgottenAWhileLater() {
    var gone = database().insertNovel("gone");
    var kept = database().insertNovel("kept");
    database().translationMemory().remember(gone, List.of(entry("A cat"), entry("A dog")));
    database().translationMemory().remember(kept, List.of(entry("A cat")));
    assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isZero();
    database().deleteNovel(gone);
    database().letTimePass(RETENTION.plusMinutes(1));
    assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isZero();
    assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isZero();
    database().letTimePass(RETENTION.plusMinutes(1));
    assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isEqualTo(2);
    assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isZero();
    assertThat(database().translationMemory().counts(gone)).isEmpty();
    assertThat(database().translationMemory().counts(kept)).hasSize(1);
  }

  @Test
  default void soIsWhatIsNotedOfTextsWithoutSegments() {
    var languages = LanguagePair.of("en", "es");
    var gone = database().insertNovel("gone");
    database().insertNovel("kept");
    var empty = new EntityRef(EntityType.CHAPTER, new UUID(1, 1));
    var memory = database().translationMemory();
    memory.note(gone, languages, new RememberedText(empty, TextHash.of("".getBytes(UTF_8)), Set
        .of()));
    database().deleteNovel(gone);
    database().housekeeping().prune(RETENTION, RETENTION);
    database().letTimePass(RETENTION.plusMinutes(1));
    assertThat(memory.whole(gone, languages)).containsOnlyKeys(empty);
    database().housekeeping().prune(RETENTION, RETENTION);
    assertThat(memory.whole(gone, languages)).isEmpty();
  }

  @Test
  default void withoutAnyNovelNoneIsTakenForDeleted() {
    var novel = database().insertNovel("gone");
    database().translationMemory().remember(novel, List.of(entry("A cat")));
    database().deleteNovel(novel);
    for (var i = 0; i < 3; i++) {
      assertThat(database().housekeeping().prune(RETENTION, RETENTION)).isZero();
      database().letTimePass(RETENTION.plusMinutes(1));
    }
    assertThat(database().translationMemory().counts(novel)).hasSize(1);
  }

  private static MemoryEntry entry(String source) {
    var languages = LanguagePair.of("en", "es");
    return new MemoryEntry(
        MemoryKey.imported(languages, source), languages,
        new EntityRef(EntityType.CHAPTER, new UUID(1, 1)), source, "x", "e", List.of());
  }
}
