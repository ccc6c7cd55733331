package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.promotion.PromotionItem;
import org.translationjobs.core.promotion.PromotionTransaction;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.time.Tasks.Task;

/**
 * The staged results of a promotion, batch by batch: while one batch is written, the next one is read
 * from the store, several objects at a time. At most two batches are in memory, and a batch is the
 * smaller the bigger its texts are. Used by one thread.
 */
final class ReadAhead implements AutoCloseable {
  private static final int FIRST_BATCH = 16;
  private static final int LARGEST_BATCH = 200;
  private static final long MOST_CHARACTERS = 4_000_000;
  /** Where the store answers at once, more would only take the processors from who writes. */
  private static final int FEWEST_READERS = 1;
  private static final int MOST_READERS = 16;
  /** Each time that a batch is waited for so long, as many readers again join in. */
  private static final Duration PATIENCE = Duration.ofMillis(5);
  private static final Duration SAY_AGAIN = Duration.ofSeconds(2);

  private final Tasks tasks;
  private final StagedResults staged;
  private final PromotionTransaction transaction;
  private final FittingBatch fitting =
      new FittingBatch(FIRST_BATCH, LARGEST_BATCH, MOST_CHARACTERS);
  private int readers = FEWEST_READERS;
  private Batch ahead;

  /** Begins to read the first batch. */
  ReadAhead(Tasks tasks, StagedResults staged, PromotionTransaction transaction) {
    this.tasks = tasks;
    this.staged = staged;
    this.transaction = transaction;
    this.ahead = new Batch(transaction.next(fitting.size()));
  }

  /** An item and what the store has for it. */
  record Fetched(PromotionItem item, StagedResults.Fetched result) {}

  /**
   * The next batch, in the order of the promotion; empty at its end. The transaction hears of it while
   * the store takes its time.
   */
  List<Fetched> next() throws InterruptedException {
    var current = ahead;
    if (current.items.isEmpty()) {
      return List.of();
    }
    if (!current.hasFailed()) {
      // the one behind it is begun before this one is waited for
      ahead = new Batch(transaction.next(fitting.size()));
    }
    var fetched = current.await();
    readers = Math.max(readers, current.reading.size());
    fitting.read(fetched.size(), fetched.stream().mapToLong(ReadAhead::characters).sum());
    return fetched;
  }

  private static long characters(Fetched fetched) {
    return fetched.result() instanceof StagedResults.Fetched.Good(var text)
        ? length(text.text().title()) + length(text.text().body())
        : 0;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** Ends the reading of what is not wanted any more. */
  @Override
  public void close() {
    ahead.reading.forEach(Task::interrupt);
  }

  /** Items whose results are being read. */
  private final class Batch {
    private final List<PromotionItem> items;
    private final AtomicReferenceArray<StagedResults.@Nullable Fetched> results;
    private final AtomicInteger begun = new AtomicInteger();
    private final List<Task> reading = new ArrayList<>();
    private volatile @Nullable Throwable failure;

    Batch(List<PromotionItem> items) {
      this.items = items;
      this.results = new AtomicReferenceArray<>(items.size());
      addReaders(Math.min(readers, items.size()));
    }

    private void addReaders(int count) {
      for (var i = 0; i < count; i++) {
        reading.add(tasks.start("read staged results", this::read));
      }
    }

    private void read() {
      try {
        for (var i = begun.getAndIncrement(); i < items.size() && failure == null;
            i = begun.getAndIncrement()) {
          results.set(i, staged.fetch(items.get(i)));
        }
      } catch (InterruptedException | RuntimeException | Error e) {
        failure = e;
      }
    }

    private boolean canBeHelped() {
      return reading.size() < MOST_READERS && begun.get() < items.size();
    }

    boolean hasFailed() {
      return failure != null;
    }

    List<Fetched> await() throws InterruptedException {
      for (var i = 0; i < reading.size(); i++) {
        while (!reading.get(i).join(canBeHelped() ? PATIENCE : SAY_AGAIN)) {
          if (canBeHelped()) {
            addReaders(Math.min(reading.size(), MOST_READERS - reading.size()));
          } else {
            transaction.keepAlive();
          }
        }
      }
      switch (failure) {
        case null -> {
        }
        case InterruptedException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
      var fetched = new ArrayList<Fetched>();
      for (var i = 0; i < items.size(); i++) {
        fetched.add(new Fetched(items.get(i), Objects.requireNonNull(results.get(i))));
      }
      return fetched;
    }
  }
}
