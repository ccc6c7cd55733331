package org.translationjobs.testkit.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.promotion.PromotionClaim;
import org.translationjobs.core.promotion.PromotionItem;
import org.translationjobs.core.promotion.PromotionText;
import org.translationjobs.core.promotion.Promotions;

/** Promotions of which one rule is broken. */
public final class BrokenPromotions {
  private BrokenPromotions() {}

  private interface Making {
    InMemoryPromotion of(
        Tables tables, PromotionClaim claim, Consumer<InMemoryPromotion> onClose);
  }

  private static Promotions with(InMemoryDatabase database, Making making) {
    return new InMemoryPromotions(database.tables()) {
      @Override
      InMemoryPromotion promotion(PromotionClaim claim, Consumer<InMemoryPromotion> onClose) {
        return making.of(tables, claim, onClose);
      }
    };
  }

  /** What was written is not compared with the rows as they are at the end. */
  public static Promotions withoutComparison(InMemoryDatabase database) {
    return with(
        database, (tables, claim, onClose) -> new InMemoryPromotion(tables, claim, onClose) {
          @Override
          Optional<String> firstDifference(JobRow job) {
            return Optional.empty();
          }
        });
  }

  /** A promotion whose claim is lost is committed all the same. */
  public static Promotions withoutClaim(InMemoryDatabase database) {
    return with(
        database, (tables, claim, onClose) -> new InMemoryPromotion(tables, claim, onClose) {
          @Override
          boolean isClaimed(RunRow run) {
            return true;
          }
        });
  }

  /** The job is not looked at before the commit: its status, its holds, its subtasks. */
  public static Promotions withoutLookAtTheJob(InMemoryDatabase database) {
    return with(
        database, (tables, claim, onClose) -> new InMemoryPromotion(tables, claim, onClose) {
          @Override
          Optional<String> obstacle(JobRow job) {
            return job.is(JobStatus.IN_PROGRESS) ? Optional.empty() : super.obstacle(job);
          }
        });
  }

  /** Two promotions of one novel and language run side by side. */
  public static Promotions notSerialised(InMemoryDatabase database) {
    return with(database, (tables, claim, onClose) -> {
      tables.promotionLocks.clear();
      return new InMemoryPromotion(tables, claim, onClose) {
        @Override
        boolean isStillTrue(Draft draft, @Nullable PromotionItem now, JobRow job) {
          return draft.item().equals(now);
        }
      };
    });
  }

  /** Whatever is in production is replaced. */
  public static Promotions replacingEverything(InMemoryDatabase database) {
    return with(
        database, (tables, claim, onClose) -> new InMemoryPromotion(tables, claim, onClose) {
          @Override
          Written outcome(EntityRef entity, JobRow job, Optional<TextRow> was) {
            return was.isEmpty() ? new Written.Inserted() : new Written.Updated();
          }
        });
  }

  /** Rows are visible before the commit. */
  public static Promotions writtenAtOnce(InMemoryDatabase database) {
    return with(
        database, (tables, claim, onClose) -> new InMemoryPromotion(tables, claim, onClose) {
          @Override
          public List<Written> write(List<PromotionText> texts) {
            var written = super.write(texts);
            texts.forEach(
                text -> database.others()
                    .writeText(
                        text.item().entity(), claim.languages().to(), text.text().title(),
                        text.text().body()));
            return written;
          }
        });
  }

  /** The hash of a staged object is not compared. */
  public static Promotions withoutHash(InMemoryDatabase database) {
    return with(
        database, (tables, claim, onClose) -> new InMemoryPromotion(tables, claim, onClose) {
          @Override
          public List<PromotionItem> next(int atMost) {
            return super.next(atMost).stream().map(BrokenPromotions::unhashed).toList();
          }

          @Override
          boolean isStillTrue(Draft draft, @Nullable PromotionItem now, JobRow job) {
            return now != null && draft.item().equals(unhashed(now));
          }
        });
  }

  private static PromotionItem unhashed(PromotionItem item) {
    return new PromotionItem(
        item.subtask(), item.entity(), item.resultPath(), item.resultText(), Optional.empty(),
        item.store());
  }
}
