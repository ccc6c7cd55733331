package org.translationjobs.testkit.simulation.rules;

import java.util.List;

/** All rules. */
public final class Rules {
  private Rules() {}

  /**
   * Every transition of a job, subtask, run or work item that a call of ours may make, such as
   * {@code job: PENDING to IN_PROGRESS}; counted with {@code by} and the name of the call.
   */
  public static List<String> transitions() {
    return KnownTransitions.all();
  }

  /** Every rule, for one simulation. */
  public static List<Rule> of(World world) {
    var held = new Held(world.holds());
    return List.of(
        new CountsAreRight(),
        new OneClaim(held),
        new OneAlone(),
        new FencedFinish(world.saw()),
        new FencedRelease(world.maxAttempts()),
        new RescueOfTheExpired(),
        new OneRun(),
        new WholePromotions(held),
        new TextsChangeInPromotions(),
        new PromotedIsTranslated(world.from(), world.translation()),
        new LaterJobWins(),
        new AnnouncementsAreKept(world.announcements(), world.parse(), world.creatorGrace()),
        new StagedIsKept(world.retention()),
        new KnownTransitions(world.saw()));
  }
}
