package org.translationjobs.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.work.WorkerId;

/**
 * Stands in where there is no Redis: nothing is announced, jobs are found by looking into the
 * database. Wake-ups reach the workers of the same system.
 */
final class NoAnnouncements implements Announcements {
  private final Tasks tasks;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  NoAnnouncements(Tasks tasks) {
    this.tasks = tasks;
  }

  /** The sweep finds the job; it looks as soon as it is woken. */
  @Override
  public void announce(JobId job) {
    wake();
  }

  @Override
  public Optional<Announcement> receive(WorkerId worker, Duration atMost)
      throws InterruptedException {
    tasks.sleep(atMost);
    return Optional.empty();
  }

  @Override
  public void acknowledge(WorkerId worker, Announcement announcement) {}

  @Override
  public void reject(WorkerId worker, Announcement announcement, String reason) {}

  @Override
  public int recover(Collection<WorkerId> living) {
    return 0;
  }

  @Override
  public long depth() {
    return 0;
  }

  @Override
  public List<Rejected> rejected(int atMost) {
    return List.of();
  }

  @Override
  public int requeueRejected(Collection<String> ids) {
    return 0;
  }

  @Override
  public int purgeRejected(Collection<String> ids) {
    return 0;
  }

  @Override
  public void wake() {
    listeners.forEach(listener -> listener.callback.run());
  }

  @Override
  public void wakeOthers(WorkerId self) {
    listeners.stream()
        .filter(listener -> !listener.self.equals(self))
        .forEach(listener -> listener.callback.run());
  }

  @Override
  public WakeSubscription onWake(WorkerId self, Runnable callback) {
    var listener = new Listener(self, callback);
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** One subscription; the same callback may be subscribed twice. */
  private static final class Listener {
    private final WorkerId self;
    private final Runnable callback;

    Listener(WorkerId self, Runnable callback) {
      this.self = self;
      this.callback = callback;
    }
  }
}
