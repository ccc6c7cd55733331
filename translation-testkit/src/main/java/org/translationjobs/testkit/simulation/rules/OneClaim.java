package org.translationjobs.testkit.simulation.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.Rescue;
import org.translationjobs.testkit.memory.Rows;

/** At most one live claim per work item, and only on what is due and may be claimed. */
final class OneClaim implements Rule {
  private final Held held;

  OneClaim(Held held) {
    this.held = held;
  }

  @Override
  public void check(Step step) {
    for (var change : step.items()) {
      Rule.holds(
          !changedHands(change),
          () -> "subtask " + change.after() + " was claimed while it was claimed");
    }
    var given = new HashSet<SubtaskId>();
    for (var claim : given(step)) {
      checkGiven(claim, step);
      Rule.holds(
          given.add(claim.item().subtask()),
          () -> "subtask " + claim.item().subtask() + " was given out twice at once");
      Rule.holds(
          Rescue.runsAlone(claim.item().counts()) == step.is("Claims", "claimAlone"),
          () -> "subtask " + claim.item().subtask() + " was given out by " + step.call().method()
              + " after " + claim.item().counts().rescues() + " rescues");
    }
  }

  /** The claims that a call gave out. */
  private static List<Claim> given(Step step) {
    if (step.is("Claims", "claim")) {
      return ((List<?>) Objects.requireNonNull(step.call().result())).stream()
          .map(Claim.class::cast)
          .toList();
    }
    if (step.is("Jobs", "activate")) {
      var result = step.call().result();
      return (result instanceof Optional<?> found ? found.orElse(null)
          : result) instanceof Activated.Started started ? started.claims() : List.of();
    }
    return step.is("Claims", "claimAlone")
        ? ((Optional<?>) Objects.requireNonNull(step.call().result())).stream()
            .map(Claim.class::cast)
            .toList()
        : List.of();
  }

  private static void checkDue(Claim claim, Step step) {
    var item = claim.item();
    var was = step.itemBefore(item.run(), item.subtask()).orElse(null);
    Rule.holds(
        was != null && was.state() == ItemState.READY,
        () -> "subtask " + item.subtask() + " was claimed while it was " + was);
    Rule.holds(
        was != null && !was.dueAt().isAfter(step.now()),
        () -> "subtask " + item.subtask() + " was claimed before it was due: " + was);
  }

  private static boolean changedHands(Change<Rows.Item> change) {
    var was = change.before();
    var is = change.after();
    return was != null
        && is != null
        && was.state() == ItemState.CLAIMED
        && is.state() == ItemState.CLAIMED
        && !Objects.equals(was.claim(), is.claim());
  }

  private void checkGiven(Claim claim, Step step) {
    var item = claim.item();
    if (!step.is("Jobs", "activate")) {
      checkDue(claim, step);
    }
    var is = step.itemAfter(item.run(), item.subtask()).orElse(null);
    Rule.holds(
        is != null && is.isHeldUnder(claim.id()),
        () -> "claim " + claim.id() + " was given out, but its item is " + is);
    var job = step.after().jobs().get(item.job());
    Rule.holds(
        job != null && job.status().equals("IN_PROGRESS"),
        () -> "subtask " + item.subtask() + " was claimed while its job was " + job);
    Rule.holds(
        !held.claims(item.job(), claim.plan().engines()),
        () -> "subtask " + item.subtask() + " was claimed while it was held");
  }
}
