package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.translationjobs.core.announcement.AnnouncementFormat.Parsed;
import org.translationjobs.core.announcement.Announcements.Announcement;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.job.Activated;
import org.translationjobs.core.job.JobId;

/**
 * Takes announcements from the queue. One is forgotten as soon as the database knows what it said;
 * one for a job that is not visible yet is looked at again for as long as a creator is waited for,
 * then rejected. One for a job that has to wait, and which the sweep does not look for, is looked at
 * again until it has not.
 */
final class ReceiveAnnouncements {
  private static final Duration BLOCK = Duration.ofSeconds(2);
  /** How often the length of the queue is asked for while announcements come in. */
  private static final Duration COUNT_AGAIN = Duration.ofMillis(500);
  /** How long an answer counts: without Redis, or without announcements, there is soon none. */
  private static final Duration COUNTS_FOR = Duration.ofSeconds(1);
  /**
   * Before another job is started by one that has no room for it: mostly it has room then, and claims the
   * job's first subtasks with its start. Others who have room take announcements meanwhile.
   */
  private static final Duration FOR_ROOM = Duration.ofMillis(20);
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int MOST_KEPT = 1_000;

  private final WorkerPorts ports;
  private final WorkerProfile profile;
  private final ActivateJobs activateJobs;
  private final BooleanSupplier isFull;
  private final Duration creatorGrace;
  private final Events events;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final Deque<Rejection> rejections = new ArrayDeque<>();
  private Duration nextCount;
  /** Until when more announcements are taken to wait. */
  private volatile Duration moreUntil;

  /** An announcement that has to be looked at again. */
  private record Kept(
      Announcement announcement, JobId job, Duration since, Duration next, Duration pause) {
    Kept next(Duration at) {
      return new Kept(announcement, job, since, at, pause);
    }

    /** After a pause, which is twice as long the next time. */
    Kept later(Duration now) {
      var doubled = pause.multipliedBy(2);
      var wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
      return new Kept(announcement, job, since, now.plus(pause), wait);
    }
  }

  /** An announcement that is yet to be put on the rejected list. */
  private record Rejection(Announcement announcement, String reason) {}

  /**
   * @param isFull
   *          whether this worker has no room for the first subtasks of another job just now
   */
  ReceiveAnnouncements(
      WorkerPorts ports, WorkerProfile profile, ActivateJobs activateJobs, BooleanSupplier isFull,
      Duration creatorGrace, Events events) {
    this.ports = ports;
    this.profile = profile;
    this.activateJobs = activateJobs;
    this.isFull = isFull;
    this.creatorGrace = creatorGrace;
    this.events = events;
    this.nextCount = ports.tasks().now();
    this.moreUntil = nextCount;
  }

  /** Whether more announcements waited in the queue within the last second. Thread-safe, asks nobody. */
  boolean moreWait() {
    return ports.tasks().now().compareTo(moreUntil) < 0;
  }

  void turn() throws InterruptedException {
    lookAgain();
    receive();
    reject();
  }

  private void receive() throws InterruptedException {
    var waiting = kept.size() + rejections.size();
    var block = waiting == 0 ? BLOCK : FIRST_WAIT;
    if (waiting >= MOST_KEPT) {
      ports.tasks().sleep(block);
      return;
    }
    if (isFull.getAsBoolean()) {
      ports.tasks().sleep(FOR_ROOM);
    }
    var received = ports.announcements().receive(profile.id(), block);
    if (received.isEmpty()) {
      return;
    }
    var announcement = received.get();
    switch (ports.announcementFormat().parse(announcement.payload())) {
      case Parsed.Malformed(var reason) -> rejections.add(new Rejection(announcement, reason));
      case Parsed.Names(var job) -> {
        var now = ports.tasks().now();
        look(new Kept(announcement, job, now, now, FIRST_WAIT));
      }
    }
    count();
  }

  /** Here and not where it is needed: a server that does not answer may only keep this loop waiting. */
  private void count() {
    var now = ports.tasks().now();
    if (now.compareTo(nextCount) >= 0) {
      nextCount = now.plus(COUNT_AGAIN);
      if (ports.announcements().depth() > 0) {
        moreUntil = ports.tasks().now().plus(COUNTS_FOR);
      }
    }
  }

  private void lookAgain() throws InterruptedException {
    var deadline = ports.tasks().now().plus(Loop.LONGEST_WORK);
    for (var left = kept.size(); left > 0 && ports.tasks().now().compareTo(deadline) < 0; left--) {
      var next = kept.remove();
      if (ports.tasks().now().compareTo(next.next()) >= 0) {
        look(next);
      } else {
        kept.add(next);
      }
    }
  }

  private void look(Kept message) throws InterruptedException {
    Activated activated;
    try {
      activated = activateJobs.announced(message.job());
    } catch (RuntimeException | InterruptedException e) {
      // later, so that what cannot be done for one job does not keep the queue waiting
      kept.add(message.later(ports.tasks().now()));
      throw e;
    }
    if (activated instanceof Activated.Waiting(var reason, var lookAgainIn, var swept) && !swept) {
      kept.add(message.next(ports.tasks().now().plus(lookAgainIn)));
      return;
    }
    if (!(activated instanceof Activated.NotFound)) {
      acknowledge(message);
      return;
    }
    var now = ports.tasks().now();
    if (now.minus(message.since()).compareTo(creatorGrace) >= 0) {
      rejections.add(new Rejection(
          message.announcement(), "no job " + message.job() + " became visible within "
              + creatorGrace.toSeconds() + " s"));
      return;
    }
    kept.add(message.later(now));
  }

  private void acknowledge(Kept message) {
    try {
      ports.announcements().acknowledge(profile.id(), message.announcement());
    } catch (RuntimeException e) {
      // To be looked at again is harmless: the database knows it by now.
      kept.add(message);
      throw e;
    }
  }

  /**
   * A rejection that fails is tried again, else its message would be kept for ever: in a later turn,
   * behind those that wait, so that it does not keep them waiting.
   */
  private void reject() {
    for (var left = rejections.size(); left > 0; left--) {
      var next = rejections.remove();
      try {
        ports.announcements().reject(profile.id(), next.announcement(), next.reason());
      } catch (RuntimeException e) {
        rejections.add(next);
        throw e;
      }
      events.tell(
          new WorkerEvent.AnnouncementRejected(next.announcement().payload(), next.reason()));
    }
  }
}
