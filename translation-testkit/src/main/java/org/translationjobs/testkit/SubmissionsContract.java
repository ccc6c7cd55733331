package org.translationjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.cost.Budget;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.hold.Hold;
import org.translationjobs.core.hold.HoldScope;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.run.RunRequest;
import org.translationjobs.core.submission.NewJob;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.core.submission.NovelText.ChapterText;
import org.translationjobs.core.submission.NovelText.VolumeText;
import org.translationjobs.core.submission.Submissions;
import org.translationjobs.core.submission.Submissions.Submitted;
import org.translationjobs.core.view.SubtaskView;

/** What every {@link Submissions} must do. */
public interface SubmissionsContract {
  /** Two volumes, three chapters. */
  NovelText NOVEL = new NovelText(
      "slug", "en", "Novel", "About",
      List.of(
          new VolumeText(
              "First", null,
              List.of(new ChapterText(1, "One", "<p>1</p>"), new ChapterText(2, "Two",
                  "<p>2</p>"))),
          new VolumeText("Second", "More", List.of(new ChapterText(3, "Three", "<p>3</p>")))));

  DatabaseUnderTest database();

  @Test
  default void anImportedNovelCanBeSubmittedAndStarted() {
    var novel = database().submissions().importNovel(NOVEL);
    var createdBy = UUID.randomUUID();
    var submitted = database().submissions()
        .submit(new NewJob(novel, Scene.EN_ES, Optional.of(createdBy), false, Optional.empty()));
    assertThat(submitted).isInstanceOfSatisfying(Submitted.Created.class, created -> {
      assertThat(created.subtasks()).isEqualTo(6);
      assertThat(database().job(created.job()).orElseThrow().total()).isEqualTo(6);
      var subtasks = database().views().subtasks(created.job());
      assertThat(subtasks).extracting(SubtaskView::entityType)
          .containsExactlyInAnyOrder(
              "novel", "volume", "volume", "chapter", "chapter", "chapter");
      assertThat(subtasks).allMatch(s -> s.status().equals("PENDING"));
      var volumes =
          subtasks.stream()
              .filter(s -> s.entityType().equals("volume"))
              .map(s -> Optional.of(s.entityId()))
              .toList();
      assertThat(subtasks)
          .allMatch(s -> s.volume().isPresent() != s.entityType().equals("novel"))
          .filteredOn(s -> s.entityType().equals("chapter"))
          .extracting(SubtaskView::volume)
          .hasSameElementsAs(volumes);
      assertThat(database().views().find(created.job()).orElseThrow().createdBy())
          .contains(createdBy);
      assertThat(
          database().jobs()
              .activate(
                  created.job(), RunRequest.announced(Scene.PLAN), Scene.PATIENCE))
          .isInstanceOf(Activated.Started.class);
    });
  }

  @Test
  default void theEntitiesOfANovelAreThoseThatGetASubtask() {
    var novel = database().submissions().importNovel(NOVEL);
    assertThat(database().submissions().entities(novel, "en"))
        .extracting(EntityRef::type)
        .containsExactlyInAnyOrder(
            EntityType.NOVEL, EntityType.VOLUME, EntityType.VOLUME, EntityType.CHAPTER,
            EntityType.CHAPTER, EntityType.CHAPTER);
    assertThat(database().submissions().entities(novel, "fr")).isEmpty();
    assertThat(database().submissions().entities(new NovelId(UUID.randomUUID()), "en")).isEmpty();
  }

  @Test
  default void aJobHasItsBudgetFromTheBeginning() {
    var novel = database().submissions().importNovel(NOVEL);
    var budget = new Cost(1_500);
    var submitted = database().submissions()
        .submit(new NewJob(novel, Scene.EN_ES, Optional.empty(), false, Optional.of(budget)));
    assertThat(submitted).isInstanceOfSatisfying(
        Submitted.Created.class,
        created -> assertThat(database().ledger().budget(created.job()))
            .contains(new Budget(budget, Cost.ZERO, Cost.ZERO)));
  }

  @Test
  default void thereIsNothingToTranslateWithoutANovelOrItsText() {
    var novel = database().submissions().importNovel(NOVEL);
    assertThat(database().submissions().submit(NewJob.of(novel, LanguagePair.of("fr", "es"))))
        .isInstanceOf(Submitted.NothingToTranslate.class);
    assertThat(
        database().submissions()
            .submit(
                NewJob.of(new NovelId(UUID.randomUUID()), Scene.EN_ES)))
        .isInstanceOf(Submitted.NothingToTranslate.class);
    assertThat(database().views().list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  default void aJobForApprovalIsHeldFromTheBeginning() {
    var novel = database().submissions().importNovel(NOVEL);
    var created = (Submitted.Created) database().submissions()
        .submit(new NewJob(novel, Scene.EN_ES, Optional.empty(), true, Optional.empty()));
    assertThat(database().holds().of(new HoldScope.Job(created.job()))).singleElement()
        .satisfies(hold -> assertThat(hold.kind()).isEqualTo(Hold.Kind.APPROVAL));
  }

  @Test
  default void aNovelThatDoesNotFitIsRefusedAsAWhole() {
    database().limitTitles(100);
    var novel = new NovelText(
        "slug", "en", "Novel", null,
        List.of(
            new VolumeText(
                "First", null, List.of(new ChapterText(1, "x".repeat(101), "<p>1</p>")))));
    assertThatThrownBy(() -> database().submissions().importNovel(novel))
        .isInstanceOf(TranslationJobsException.class)
        .hasMessageContaining("title");
  }
}
