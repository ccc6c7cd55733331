package org.translationjobs.testkit.simulation.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.core.work.ItemState;
import org.translationjobs.core.work.Release;
import org.translationjobs.testkit.memory.Rows;

/** Only a held claim is given up, and it costs what its kind of release says. */
final class FencedRelease implements Rule {
  private final int maxAttempts;

  FencedRelease(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  @Override
  public void check(Step step) {
    for (var change : step.items()) {
      var is = change.after();
      Rule.holds(
          is == null || is.counts().attempts() <= maxAttempts,
          () -> "a subtask had more than " + maxAttempts + " attempts: " + is);
    }
    if (step.is("Claims", "release")) {
      var releases = new HashMap<ClaimId, Release>();
      for (var one : (List<?>) step.call().arguments().getFirst()) {
        releases.put(((Release) one).claim(), (Release) one);
      }
      step.items().forEach(change -> checkReleased(change, releases, step));
    }
  }

  private static void checkReleased(
      Change<Rows.Item> change, Map<ClaimId, Release> releases, Step step) {
    var was = change.before();
    var is = change.after();
    if (was == null || is == null) {
      throw new IllegalStateException("a release inserted or deleted an item: " + change);
    }
    var release = was.claim() == null ? null : releases.get(was.claim());
    Rule.holds(
        release != null && was.isHeldUnder(release.claim()),
        () -> "a release changed a subtask that was not held under its claim: " + was + " to " + is
            + " by " + releases.values());
    if (release != null) {
      Rule.holds(
          isWhatItCosts(release, was, is, step),
          () -> release + " made " + is + " of " + was);
    }
  }

  private static boolean isWhatItCosts(Release release, Rows.Item was, Rows.Item is, Step step) {
    var attempts = is.counts().attempts() - was.counts().attempts();
    var interruptions = is.counts().interruptions() - was.counts().interruptions();
    var sameRescues = is.counts().rescues() == was.counts().rescues();
    return sameRescues && switch (release) {
      case Release.HandBack back ->
          attempts == 0 && interruptions == 1 && is.state() == ItemState.READY;
      case Release.Postpone postpone ->
          attempts == 0 && interruptions == 0 && is.state() == ItemState.READY
              && !is.dueAt().isBefore(step.now().plus(postpone.delay()));
      case Release.Retry retry ->
          attempts == 1 && interruptions == 0 && is.state() == ItemState.READY
              && !is.dueAt().isBefore(step.now().plus(retry.delay()));
      case Release.Fail fail ->
          attempts == 1 && interruptions == 0 && is.state() == ItemState.FAILED;
    };
  }
}
