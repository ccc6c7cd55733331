package org.translationjobs.core.hold;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.translationjobs.core.job.JobId;

/**
 * A recorded reason for which something is not claimed or not promoted.
 *
 * @param placedBy
 *          who placed it: a person, a program
 * @param since
 *          by the database's clock
 */
public record Hold(HoldScope scope, Kind kind, String reason, String placedBy, Instant since) {
  private static final Comparator<Hold> OLDEST_FIRST =
      Comparator.comparing(Hold::since).thenComparing(Hold::kind);

  /**
   * Those that bear on a job: its own, then the fleet's, then those of its engines if every one of
   * them is held; each group the oldest first.
   *
   * @param engines
   *          of its plan; empty while it has none
   */
  public static List<Hold> bearingOn(JobId job, List<String> engines, Collection<Hold> all) {
    return Stream.of(
        all.stream().filter(hold -> hold.scope().equals(new HoldScope.Job(job))),
        all.stream().filter(hold -> hold.scope() instanceof HoldScope.Fleet),
        ofEngines(engines, all))
        .flatMap(group -> group.sorted(OLDEST_FIRST))
        .toList();
  }

  private static Stream<Hold> ofEngines(List<String> engines, Collection<Hold> all) {
    var holds = all.stream()
        .filter(hold -> hold.kind().blocksClaims())
        .filter(
            hold -> hold.scope() instanceof HoldScope.Engine(var name) && engines.contains(name))
        .toList();
    var held = holds.stream().map(Hold::scope).distinct().count();
    return held == engines.stream().distinct().count() ? holds.stream() : Stream.empty();
  }

  /** What a hold is for; there is at most one of each kind for each scope. */
  public enum Kind {
    /** An operator wants it to stop: nothing is claimed, nothing promoted. */
    PAUSE,
    /** The budget is spent: nothing is claimed; calls under way are paid for and end. */
    BUDGET,
    /** An engine's quota is used up: nothing is claimed for it. */
    QUOTA,
    /** Translated, but promoted only when someone approves. */
    APPROVAL;

    public boolean blocksClaims() {
      return this != APPROVAL;
    }

    /** Whether what is under way is interrupted, too. */
    public boolean interrupts() {
      return this == PAUSE || this == QUOTA;
    }

    public boolean blocksPromotion() {
      return this == PAUSE || this == APPROVAL;
    }
  }
}
