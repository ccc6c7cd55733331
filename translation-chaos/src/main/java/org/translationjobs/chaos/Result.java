package org.translationjobs.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.translationjobs.chaos.site.Audit;

/**
 * What a scenario found.
 *
 * @param repeated
 *          engine calls for texts that had been asked for before
 * @param recovery
 *          how long things took to come right, shortest first
 * @param broken
 *          promises that were not kept, beside those of the findings
 * @param notes
 *          what else was measured
 */
public record Result(
    Audit.Findings findings, int repeated, List<Duration> recovery, List<String> broken,
    List<String> notes) {
  public Result {
    recovery = recovery.stream().sorted().toList();
    broken = List.copyOf(broken);
    notes = List.copyOf(notes);
  }

  public static Result of(Audit.Findings findings, int repeated) {
    return new Result(findings, repeated, List.of(), List.of(), List.of());
  }

  /** Of a scenario that could not be played to its end. */
  static Result failed(String why) {
    return new Result(
        new Audit.Findings(0, 0, 0, 0, 0, 0, 0), 0, List.of(), List.of(why), List.of());
  }

  public Result recovery(List<Duration> times) {
    return new Result(findings, repeated, times, broken, notes);
  }

  public Result note(String note) {
    return new Result(findings, repeated, recovery, broken, with(notes, note));
  }

  /** A promise: unless it is kept, the scenario has failed for this reason. */
  public Result promise(boolean kept, String notKept) {
    return kept ? this
        : new Result(findings, repeated, recovery, with(broken, notKept), notes);
  }

  /** Both together. */
  public Result and(Result other) {
    var times = new ArrayList<>(recovery);
    times.addAll(other.recovery);
    var allBroken = new ArrayList<>(broken);
    allBroken.addAll(other.broken);
    var allNotes = new ArrayList<>(notes);
    allNotes.addAll(other.notes);
    return new Result(
        findings.plus(other.findings), repeated + other.repeated, times, allBroken, allNotes);
  }

  public boolean isGood() {
    return findings.clean() && broken.isEmpty();
  }

  /** Zero when nothing was measured. */
  public Duration percentile(double share) {
    return recovery.isEmpty() ? Duration.ZERO
        : recovery.get((int) Math.min(recovery.size() - 1L, (long) (share * recovery.size())));
  }

  private static List<String> with(List<String> list, String more) {
    var longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
