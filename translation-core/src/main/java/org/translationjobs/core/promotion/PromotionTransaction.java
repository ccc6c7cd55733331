package org.translationjobs.core.promotion;

import java.time.Duration;
import java.util.List;

/**
 * One promotion under way: batch by batch the caller takes the next items, fetches and verifies
 * their texts, and writes them. Used by one thread. {@link #close} without a successful
 * {@link #complete} undoes everything.
 */
public interface PromotionTransaction extends AutoCloseable {
  /** One that nothing is asked of for longer is undone: who stands still holds nobody up. */
  Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /**
   * Says that this promotion goes on, while its caller is busy elsewhere.
   *
   * @throws org.translationjobs.core.UnavailableException
   *           when it was undone already
   */
  void keepAlive();

  /**
   * The next finished, unpromoted items of the job in the order of their entities; empty at the end.
   */
  List<PromotionItem> next(int atMost);

  /**
   * Writes the rows of one batch, unseen by others. Rows that someone edited since their promotion
   * are kept unless the plan overwrites them, as are rows that a later-created job has promoted. The
   * last rows of many may be written with the job locked.
   *
   * @return for each text what became of it, in the order given; after a
   *         {@link Written.Changed} or {@link Written.RowRefused} the transaction can only be closed
   */
  List<Written> write(List<PromotionText> texts);

  /**
   * Locks the job, compares everything that was written with the rows as they are now, enters the
   * promotion in the ledger, sets the job to COMPLETED and commits. Atomic.
   */
  Completion complete();

  /** Rolls back unless completed. Idempotent. */
  @Override
  void close();

  /** What became of one row. */
  sealed interface Written {
    record Inserted() implements Written {}

    record Updated() implements Written {}

    /**
     * Left as it was.
     *
     * @param why
     *          names the row and who wrote it
     */
    record Kept(String why) implements Written {}

    /** The source text is no longer the one that was translated. */
    record Changed() implements Written {}

    /**
     * The database refuses this row.
     *
     * @param reason
     *          names column and limit
     */
    record RowRefused(String reason) implements Written {}
  }

  /** How the promotion ended. */
  sealed interface Completion {
    /** It is committed: the job is COMPLETED. */
    record Completed(int inserted, int updated, List<String> kept) implements Completion {
      public Completed {
        kept = List.copyOf(kept);
      }
    }

    /** It is rolled back; the run has to be settled again. */
    record NotNow(String why) implements Completion {}
  }
}
