package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.translationjobs.core.job.JobId;

/**
 * The pages of a large table where the rows of a new job are likely: its last ones, and those near which the rows of
 * the last jobs were found: the server fills the same gaps again, because rows leave them when they change.
 * Thread-safe.
 */
final class LikelyPages {
  /** 8 MB, read in milliseconds. */
  private static final long TAIL = 1_024;
  /** Pages are remembered by so many that lie together: 256 kB. */
  private static final long STRETCH = 32;
  private static final int JOBS = 8;
  /** Of the table, before its last pages: all of it has to be read where this is of no use. */
  private static final double LARGEST_PART = 0.25;
  /** 128 MB, read by one process. */
  private static final long MOST = 16_384;

  /** The newest first. */
  private final SequencedMap<JobId, Set<Long>> found = new LinkedHashMap<>();
  private long size = -1;

  /** Pages that lie together, from the first one until before the last one; that one can lie behind the table. */
  record Range(long from, long until) {}

  /** How many pages the table has now. */
  synchronized void size(long pages) {
    size = pages;
  }

  /**
   * Where a job's rows were.
   *
   * @param pages
   *          none where it is not known
   */
  synchronized void found(JobId job, Collection<Long> pages) {
    if (!pages.isEmpty()) {
      found.putFirst(
          job, pages.stream().map(page -> page / STRETCH).collect(Collectors.toSet()));
      if (found.size() > JOBS) {
        found.pollLastEntry();
      }
    }
  }

  /** Whether it was ever told. */
  synchronized boolean knowsSize() {
    return size >= 0;
  }

  /** In order; none where it is better to read all of the table. */
  synchronized List<Range> ranges() {
    if (size <= 2 * TAIL) {
      return List.of();
    }
    var tail = (size - TAIL) / STRETCH;
    var likely = new TreeSet<Long>();
    for (var job : found.values()) {
      var more = new TreeSet<>(likely);
      job.stream()
          .filter(stretch -> stretch < tail)
          .forEach(stretch -> more.addAll(List.of(stretch - 1, stretch, stretch + 1)));
      more.removeAll(List.of(-1L, tail));
      if (more.size() * STRETCH <= Math.min(MOST, LARGEST_PART * size)) {
        likely = more;
      }
    }
    likely.add(tail);
    return joined(likely);
  }

  /** The last one has no end. */
  private static List<Range> joined(SortedSet<Long> stretches) {
    var ranges = new ArrayList<Range>();
    for (var stretch : stretches) {
      var from = stretch * STRETCH;
      if (!ranges.isEmpty() && ranges.getLast().until == from) {
        from = ranges.removeLast().from;
      }
      ranges.add(new Range(from, (stretch + 1) * STRETCH));
    }
    ranges.add(new Range(ranges.removeLast().from, Integer.MAX_VALUE));
    return ranges;
  }
}
