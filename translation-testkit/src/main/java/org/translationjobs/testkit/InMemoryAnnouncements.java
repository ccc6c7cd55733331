package org.translationjobs.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.work.WorkerId;

/**
 * {@link Announcements} in memory: one object is the queue's server and the connection of every worker.
 * Waits only through {@link Tasks}. Thread-safe.
 */
public final class InMemoryAnnouncements implements Announcements {
  /** Length of the rejected list. */
  public static final int MAX_REJECTED = 1_000;

  private final Tasks tasks;
  private final Deque<Entry> queue = new ArrayDeque<>();
  private final Map<WorkerId, Deque<Entry>> kept = new LinkedHashMap<>();
  private final Set<Entry> unseen = new HashSet<>();
  private final Deque<Rejected> rejected = new ArrayDeque<>();
  private final Set<Tasks.Signal> waiting = new HashSet<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private long lastNumber;
  private boolean available = true;

  public InMemoryAnnouncements(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public void announce(JobId job) {
    push("{\"job_id\":\"" + job + "\"}");
  }

  /** What another service pushes. */
  public void push(String payload) {
    List<Tasks.Signal> woken;
    synchronized (this) {
      checkAvailable();
      queue.addLast(new Entry(nextNumber(), payload));
      woken = List.copyOf(waiting);
    }
    woken.forEach(Tasks.Signal::raise);
  }

  @Override
  public Optional<Announcement> receive(WorkerId worker, Duration atMost)
      throws InterruptedException {
    var deadline = tasks.now().plus(atMost);
    var arrived = tasks.newSignal();
    try {
      while (true) {
        var taken = takeOrWait(worker, arrived);
        var left = deadline.minus(tasks.now());
        if (taken.isPresent() || left.isNegative() || left.isZero()) {
          return taken;
        }
        arrived.await(left);
      }
    } finally {
      synchronized (this) {
        waiting.remove(arrived);
      }
    }
  }

  @Override
  public synchronized void acknowledge(WorkerId worker, Announcement announcement) {
    checkAvailable();
    forget(worker, announcement);
  }

  @Override
  public synchronized void reject(WorkerId worker, Announcement announcement, String reason) {
    checkAvailable();
    if (forget(worker, announcement)) {
      rejected.addFirst(new Rejected(nextNumber(), announcement.payload(), reason,
          Instant.EPOCH.plus(tasks.now()).toString()));
      if (rejected.size() > MAX_REJECTED) {
        rejected.removeLast();
      }
    }
  }

  @Override
  public int recover(Collection<WorkerId> living) {
    List<Tasks.Signal> woken;
    var count = 0;
    synchronized (this) {
      checkAvailable();
      for (var entries = kept.entrySet().iterator(); entries.hasNext();) {
        var entry = entries.next();
        if (!living.contains(entry.getKey())) {
          entries.remove();
          count += putBack(entry.getValue());
        }
      }
      woken = List.copyOf(waiting);
    }
    woken.forEach(Tasks.Signal::raise);
    return count;
  }

  @Override
  public synchronized long depth() {
    checkAvailable();
    return queue.size();
  }

  @Override
  public synchronized List<Rejected> rejected(int atMost) {
    checkAvailable();
    return rejected.stream().limit(atMost).toList();
  }

  @Override
  public int requeueRejected(Collection<String> ids) {
    List<Rejected> found;
    synchronized (this) {
      checkAvailable();
      found = rejected.reversed().stream().filter(entry -> ids.contains(entry.id())).toList();
      rejected.removeAll(found);
    }
    found.forEach(entry -> push(entry.payload()));
    return found.size();
  }

  @Override
  public synchronized int purgeRejected(Collection<String> ids) {
    checkAvailable();
    var before = rejected.size();
    rejected.removeIf(entry -> ids.contains(entry.id()));
    return before - rejected.size();
  }

  @Override
  public void wake() {
    wake(subscription -> true);
  }

  @Override
  public void wakeOthers(WorkerId self) {
    wake(subscription -> !subscription.self.equals(self));
  }

  private void wake(Predicate<Subscription> whom) {
    synchronized (this) {
      checkAvailable();
    }
    subscriptions.stream().filter(whom).forEach(subscription -> subscription.callback.run());
  }

  @Override
  public WakeSubscription onWake(WorkerId self, Runnable callback) {
    var subscription = new Subscription(self, callback);
    subscriptions.add(subscription);
    return () -> subscriptions.remove(subscription);
  }

  /** No record: the same callback may be subscribed twice. */
  private static final class Subscription {
    private final WorkerId self;
    private final Runnable callback;

    Subscription(WorkerId self, Runnable callback) {
      this.self = self;
      this.callback = callback;
    }
  }

  /** How many announcements each worker keeps. */
  public synchronized Map<WorkerId, Integer> kept() {
    var counts = new LinkedHashMap<WorkerId, Integer>();
    kept.forEach((worker, entries) -> {
      if (!entries.isEmpty()) {
        counts.put(worker, entries.size());
      }
    });
    return counts;
  }

  /** As if the server could not be reached, or could again. */
  public void setAvailable(boolean available) {
    List<Tasks.Signal> woken;
    synchronized (this) {
      this.available = available;
      woken = List.copyOf(waiting);
    }
    woken.forEach(Tasks.Signal::raise);
  }

  /** As FLUSHALL does, or a failover to an empty server: everything is gone. */
  public synchronized void flush() {
    queue.clear();
    kept.clear();
    unseen.clear();
    rejected.clear();
  }

  /** Loses the announcement at this place of the queue; passes over what is not there. */
  public synchronized void lose(int place) {
    at(place).ifPresent(queue::remove);
  }

  /** Puts the announcement at this place of the queue a second time at its end. */
  public void twice(int place) {
    Optional<Entry> found;
    synchronized (this) {
      found = at(place);
    }
    found.ifPresent(entry -> push(entry.payload()));
  }

  /** Moves the announcement at this place of the queue to its end. */
  public synchronized void overtake(int place) {
    at(place).ifPresent(entry -> {
      queue.remove(entry);
      queue.addLast(entry);
    });
  }

  private Optional<Entry> at(int place) {
    return queue.stream().skip(place).findFirst();
  }

  /** As if the reply to a receive was lost: the next one looks first for what arrived unseen. */
  public synchronized void unseen(WorkerId worker, Announcement announcement) {
    kept.getOrDefault(worker, new ArrayDeque<>())
        .stream()
        .filter(entry -> entry.number().equals(announcement.receipt()))
        .forEach(unseen::add);
  }

  private synchronized Optional<Announcement> takeOrWait(WorkerId worker, Tasks.Signal arrived) {
    checkAvailable();
    for (var entry : kept.getOrDefault(worker, new ArrayDeque<>())) {
      if (unseen.remove(entry)) {
        return Optional.of(entry.announcement());
      }
    }
    var entry = queue.pollFirst();
    if (entry == null) {
      waiting.add(arrived);
      return Optional.empty();
    }
    kept.computeIfAbsent(worker, w -> new ArrayDeque<>()).addLast(entry);
    return Optional.of(entry.announcement());
  }

  private boolean forget(WorkerId worker, Announcement announcement) {
    var entries = kept.get(worker);
    return entries != null
        && entries.removeIf(entry -> entry.number().equals(announcement.receipt()));
  }

  private int putBack(Deque<Entry> entries) {
    unseen.removeAll(entries);
    entries.reversed().forEach(queue::addFirst);
    return entries.size();
  }

  private String nextNumber() {
    return String.valueOf(++lastNumber);
  }

  private void checkAvailable() {
    if (!available) {
      throw new UnavailableException("Redis", "the in-memory queue was made unavailable", null);
    }
  }

  private record Entry(String number, String payload) {
    Announcement announcement() {
      var max = AnnouncementFormat.MAX_PAYLOAD;
      return new Announcement(payload.length() > max ? payload.substring(0, max) : payload, number);
    }
  }
}
