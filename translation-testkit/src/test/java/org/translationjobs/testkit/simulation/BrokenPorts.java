package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.announcement.Announcements.Announcement;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.work.Claim;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Release;
import org.translationjobs.core.work.WorkerId;

/** Ports between a worker and its adapters that break one rule. */
final class BrokenPorts {
  private BrokenPorts() {}

  /** An item that somebody has is handed out once more. */
  static Claims claimingTwice(Claims claims, List<Claim> given) {
    return Changed.method(Claims.class, claims, "claim", (arguments, original) -> {
      var claimed = new ArrayList<Claim>();
      ((List<?>) original.call(arguments)).forEach(claim -> claimed.add((Claim) claim));
      claimed.addAll(given);
      given.clear();
      claimed.stream().findFirst().ifPresent(given::add);
      return claimed;
    });
  }

  /** A stopping worker's hand-back counts as a failure of the subtask. */
  static Claims handBackCostsAnAttempt(Claims claims) {
    return releasing(
        claims, release -> release instanceof Release.HandBack(var claim, var item)
            ? new Release.Retry(claim, item, Duration.ZERO, "handed back")
            : release);
  }

  /** A failure of the engine counts as one of the subtask. */
  static Claims postponementCostsAnAttempt(Claims claims) {
    return releasing(
        claims,
        release -> release instanceof Release.Postpone(var claim, var item, var delay, var why)
            ? new Release.Retry(claim, item, delay, why)
            : release);
  }

  /** A subtask is tried again for ever. */
  static Claims attemptsWithoutEnd(Claims claims) {
    return releasing(
        claims, release -> release instanceof Release.Fail(var claim, var item, var why)
            ? new Release.Retry(claim, item, Duration.ZERO, why)
            : release);
  }

  /** A subtask is tried again at once. */
  static Claims retryWithoutDelay(Claims claims) {
    return releasing(
        claims, release -> release instanceof Release.Retry(var claim, var item, var delay, var why)
            ? new Release.Retry(claim, item, Duration.ZERO, why)
            : release);
  }

  private static Claims releasing(Claims claims, UnaryOperator<Release> changing) {
    return Changed.method(
        Claims.class, claims, "release", (arguments, original) -> original.call(
            ((List<?>) arguments[0]).stream().map(Release.class::cast).map(changing).toList()));
  }

  /** A message is forgotten when it is handed out, before anybody knows what it said. */
  static Announcements acknowledgingAtOnce(Announcements announcements) {
    return Changed.method(
        Announcements.class, announcements, "receive", (arguments, original) -> {
          var received = original.call(arguments);
          if (received instanceof Optional<?> some && some.isPresent()) {
            announcements.acknowledge((WorkerId) arguments[0], (Announcement) some.get());
          }
          return received;
        });
  }

  /** What living workers keep is taken from them. */
  static Announcements recoveringFromAll(Announcements announcements) {
    return Changed.method(
        Announcements.class, announcements, "recover",
        (arguments, original) -> original.call(Set.of()));
  }

  /** A job that is not visible yet is taken for one that needs nothing. */
  static Jobs unknownIsDropped(Jobs jobs) {
    var activating = Changed.method(Jobs.class, jobs, "activate", (arguments, original) -> {
      var activated = original.call(arguments);
      var ignored = new Activated.Ignored("unknown");
      if (activated instanceof Optional<?> some) {
        return some.map(a -> a instanceof Activated.NotFound ? ignored : a);
      }
      return activated instanceof Activated.NotFound ? ignored : activated;
    });
    return Changed.method(Jobs.class, activating, "languages", (arguments, original) -> {
      var languages = (Optional<?>) original.call((JobId) arguments[0]);
      return languages.isPresent() ? languages : Optional.of(Simulation.LANGUAGES);
    });
  }

  /** Results lie where a worker that lost its claim writes, too. */
  static Staging keysWithoutClaim(Staging staging) {
    return Changed.method(Staging.class, staging, "put", (arguments, original) -> {
      var path = ((StagingKey) arguments[0]).path();
      return original.call(
          new StagingKey(path.replaceFirst("\\.[^./]+\\.json$", ".json")), arguments[1]);
    });
  }
}
