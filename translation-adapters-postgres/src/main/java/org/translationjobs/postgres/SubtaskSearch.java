package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.translationjobs.core.job.JobId;

/**
 * Where the subtasks of jobs that are about to be activated are looked for first. The guide's table has no
 * index for them: to find those of one job, all that were ever there are read. A new job's are mostly in
 * {@link LikelyPages}; those of several jobs that wait are found in one pass. What is found this way counts
 * only where it is all that the job's creator announced. Thread-safe.
 */
final class SubtaskSearch {
  private static final int FEWEST_JOBS = 3;
  private static final int MOST_JOBS = 64;
  private static final int MOST_SUBTASKS = 500;
  private static final int MOST_PLACED = 1_000;
  /** How many pages the table of subtasks has. */
  static final String PAGES =
      "pg_relation_size('{subtasks}') / current_setting('block_size')::int";

  private static final String OF_JOBS =
      """
      select s.job_id, s.id from unnest(?) as j (id) join {subtasks} s on s.job_id = j.id limit ?""";
  /** Activations that follow each other so fast are many. */
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** After a pass that was of no use. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Database database;
  private final LongSupplier nanoTime;
  private final LikelyPages likely = new LikelyPages();
  private final Set<JobId> placed = new LinkedHashSet<>();
  private Map<JobId, List<UUID>> foreseen = new HashMap<>();
  private long lastMissed;
  private long nextPass;

  /** @param nanoTime a clock that does not go back */
  SubtaskSearch(Database database, LongSupplier nanoTime) {
    this.database = database;
    this.nanoTime = nanoTime;
    this.lastMissed = nanoTime.getAsLong() - SOON_NANOS;
    this.nextPass = nanoTime.getAsLong();
  }

  /** Where to look. */
  sealed interface Place {
    /** The subtasks {@code s} there that belong to the job {@code j}, as they are joined with it. */
    String join();

    /** What is bound to its question marks. */
    default List<Object> arguments() {
      return List.of();
    }

    /** Of a subtask {@code s}: the number of the page where it was found; null where nobody wants to know. */
    default String page() {
      return "null::bigint";
    }

    /** In the whole table. */
    record Everywhere() implements Place {
      @Override
      public String join() {
        return "join {subtasks} s on s.job_id = j.id";
      }
    }

    /** In these pages, read one range after the other. */
    record Pages(List<LikelyPages.Range> ranges) implements Place {
      @Override
      public String join() {
        return """
            cross join lateral (
              select p.* from unnest(?::text[], ?::text[]) r (first, behind)
              cross join lateral (select *, ctid as row_ctid from {subtasks}
                where job_id = j.id and ctid >= r.first::tid and ctid < r.behind::tid offset 0) p
            ) s""";
      }

      @Override
      public List<Object> arguments() {
        return List.of(
            Sql.texts(ranges, range -> "(" + range.from() + ",0)"),
            Sql.texts(ranges, range -> "(" + range.until() + ",0)"));
      }

      @Override
      public String page() {
        return pageOf("s.row_ctid");
      }
    }

    /** Where these are. */
    record Known(List<UUID> subtasks) implements Place {
      @Override
      public String join() {
        return "join {subtasks} s on s.id = any(?) and s.job_id = j.id";
      }

      @Override
      public List<Object> arguments() {
        return List.of((Object) subtasks.toArray(UUID[]::new));
      }
    }
  }

  /** The number of the page in a row's ctid. */
  static String pageOf(String ctid) {
    return "(%s::text::point)[0]::bigint".formatted(ctid);
  }

  /**
   * For the subtasks of one job; looks for those of others, too, where many jobs wait. With an index everywhere:
   * it knows better.
   */
  Place placeOf(JobId job) {
    if (database.guide().subtasks().isIndexedBy("job_id")) {
      return new Place.Everywhere();
    }
    var known = take(job);
    if (known.isEmpty() && manyWait(job)) {
      foresee(job);
      known = take(job);
    }
    if (!known.isEmpty()) {
      return new Place.Known(known);
    }
    if (!likely.knowsSize()) {
      likely.size(pages());
    }
    var ranges = likely.ranges();
    return ranges.isEmpty() ? new Place.Everywhere() : new Place.Pages(ranges);
  }

  private long pages() {
    return database.statement(
        "look how large the table of subtasks is",
        sql -> sql.one("select %s as pages".formatted(PAGES)).get("pages", Long.class));
  }

  /**
   * What the activation of a job has found.
   *
   * @param size
   *          of the table, in pages
   * @param pages
   *          those of the job's subtasks; none where it is not known
   */
  void found(JobId job, long size, Collection<Long> pages) {
    likely.size(size);
    likely.found(job, pages);
  }

  private synchronized List<UUID> take(JobId job) {
    var known = foreseen.remove(job);
    if (known == null) {
      return List.of();
    }
    isNew(job);
    return known;
  }

  /** Whether it is asked for the first time; one that is looked at again and again shows nothing. */
  private boolean isNew(JobId job) {
    if (placed.size() >= MOST_PLACED) {
      placed.remove(placed.iterator().next());
    }
    return placed.add(job);
  }

  private synchronized boolean manyWait(JobId job) {
    if (!isNew(job)) {
      return false;
    }
    var now = nanoTime.getAsLong();
    var soon = now - lastMissed < SOON_NANOS;
    lastMissed = now;
    return soon && now - nextPass >= 0;
  }

  private void foresee(JobId asked) {
    var jobs = database.statement(
        "look for jobs that wait",
        sql -> sql.rows(
            """
            select j.id from {jobs} j
            where j.status = 'PENDING' and j.total_subtasks between 1 and ?
              and ({at jobs.created_at j} >= (select start_line from {ops}.installation)
                or j.id = ?)
            order by j.id = ? desc, j.created_at, j.id limit ?
            """, MOST_SUBTASKS, asked.value(), asked.value(), MOST_JOBS)
            .stream()
            .map(row -> Sql.uuid(row, "id"))
            .toList());
    if (jobs.size() < FEWEST_JOBS || !jobs.contains(asked.value())) {
      pause(SOON_NANOS);
      return;
    }
    var found = new HashMap<JobId, List<UUID>>();
    database.statement(
        "look for the subtasks of jobs that wait",
        sql -> sql.rows(OF_JOBS, jobs.toArray(UUID[]::new), MOST_JOBS * MOST_SUBTASKS))
        .forEach(
            row -> found.computeIfAbsent(
                new JobId(Sql.uuid(row, "job_id")), id -> new ArrayList<>())
                .add(Sql.uuid(row, "id")));
    if (!found.containsKey(asked)) {
      pause(PAUSE_NANOS);
    }
    synchronized (this) {
      foreseen = found;
    }
  }

  private synchronized void pause(long nanos) {
    nextPass = nanoTime.getAsLong() + nanos;
  }
}
