package org.translationjobs.testkit.simulation.rules;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.announcement.Announcements.Announcement;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.testkit.InMemoryAnnouncements;

/**
 * An announcement is forgotten only when the database knows what it said, rejected only after its job
 * was looked for long enough, and never taken from a worker that lives.
 */
final class AnnouncementsAreKept implements Rule {
  private record Key(String worker, Object what) {}

  private final InMemoryAnnouncements announcements;
  private final Function<String, Optional<JobId>> parse;
  private final Duration creatorGrace;
  private final Map<Key, Duration> received = new HashMap<>();
  private final Map<Key, Duration> decided = new HashMap<>();
  private Map<WorkerId, Integer> kept = Map.of();

  AnnouncementsAreKept(
      InMemoryAnnouncements announcements, Function<String, Optional<JobId>> parse,
      Duration creatorGrace) {
    this.announcements = announcements;
    this.parse = parse;
    this.creatorGrace = creatorGrace;
  }

  @Override
  public void before(String port, String method) {
    if (port.equals("Announcements") && method.equals("recover")) {
      kept = announcements.kept();
    }
  }

  @Override
  public void check(Step step) {
    var call = step.call();
    if (call.port().equals("Announcements")) {
      switch (call.method()) {
        case "receive" -> received(call);
        case "acknowledge" -> acknowledged(call);
        case "reject" -> rejected(call);
        case "recover" -> recovered(call);
        default -> {
        }
      }
    } else if (step.is("Jobs", "activate")
        && isDecided(call.result())
        && call.arguments().getFirst() instanceof JobId job
        && step.after().jobs().containsKey(job)) {
      decided.put(new Key(call.worker(), job), call.time());
    }
  }

  /** Not when the job was not there, or has other languages than it was to have. */
  private static boolean isDecided(@Nullable Object result) {
    var activated = result instanceof Optional<?> some ? some.orElse(null) : result;
    return activated instanceof Activated && !(activated instanceof Activated.NotFound);
  }

  private void received(Step.Call call) {
    if (call.result() instanceof Optional<?> some
        && some.orElse(null) instanceof Announcement announcement) {
      received.putIfAbsent(new Key(call.worker(), announcement.receipt()), call.time());
      var worker = (WorkerId) call.arguments().getFirst();
      Rule.holds(
          announcements.kept().containsKey(worker),
          () -> announcement.payload() + " was handed out, but is not kept for " + worker);
    }
  }

  private void acknowledged(Step.Call call) {
    var announcement = (Announcement) call.arguments().get(1);
    var since = received.get(new Key(call.worker(), announcement.receipt()));
    parse.apply(announcement.payload()).ifPresent(job -> {
      var at = decided.get(new Key(call.worker(), job));
      Rule.holds(
          since != null && at != null && at.compareTo(since) >= 0,
          () -> announcement.payload()
              + " was acknowledged before the database knew what it said");
    });
  }

  private void rejected(Step.Call call) {
    var announcement = (Announcement) call.arguments().get(1);
    var since = received.get(new Key(call.worker(), announcement.receipt()));
    Rule.holds(
        parse.apply(announcement.payload()).isEmpty()
            || (since != null && call.time().minus(since).compareTo(creatorGrace) >= 0),
        () -> announcement.payload() + " was rejected before its job was looked for for "
            + creatorGrace.toSeconds() + " s");
  }

  private void recovered(Step.Call call) {
    var now = announcements.kept();
    for (var one : (Collection<?>) call.arguments().getFirst()) {
      var worker = (WorkerId) one;
      Rule.holds(
          now.getOrDefault(worker, 0).equals(kept.getOrDefault(worker, 0)),
          () -> "announcements were taken from worker " + worker + ", which lives");
    }
  }
}
