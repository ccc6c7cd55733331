package org.translationjobs.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.announcement.Announcements.WakeSubscription;
import org.translationjobs.core.work.WorkerId;

/**
 * Listens on the wake channel as long as somebody is subscribed: one connection, made again by a virtual
 * thread whenever it is lost. Thread-safe.
 */
final class WakeUps {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int LOOKS_PER_PING = 10;
  private static final long LONGEST_PAUSE_MILLIS = 3_000;

  private final RedisLink link;
  private final QueueKeys keys;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread keeper;

  WakeUps(RedisLink link, QueueKeys keys) {
    this.link = link;
    this.keys = keys;
  }

  synchronized WakeSubscription subscribe(WorkerId self, Runnable callback) {
    var subscription = new Subscription(self, callback);
    subscriptions.add(subscription);
    if (keeper == null && closed.getCount() > 0) {
      keeper = Thread.ofVirtual().name("redis-wake-ups").start(this::keepListening);
    }
    return subscription;
  }

  void close() {
    Thread running;
    synchronized (this) {
      closed.countDown();
      running = keeper;
    }
    if (running != null) {
      running.interrupt();
      joinBriefly(running);
    }
  }

  private void keepListening() {
    var pause = 0L;
    try {
      do {
        pause = listen() ? 0 : Math.min(LONGEST_PAUSE_MILLIS, 200 + pause * 2);
      } while (!closed.await(ThreadLocalRandom.current().nextLong(pause / 2, pause + 100),
          TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** Returns when the connection is lost; false when there was none. */
  private boolean listen() throws InterruptedException {
    try {
      var connection = link.connector().connectPubSub();
      try {
        connection.addListener(new RedisPubSubAdapter<>() {
          @Override
          public void message(byte[] channel, byte[] message) {
            var from = new String(message, StandardCharsets.US_ASCII);
            subscriptions.forEach(subscription -> subscription.wake(from));
          }
        });
        Replies.await(connection.async().subscribe(keys.wakeChannel()), link.commandTimeout());
        awaitLoss(connection);
      } finally {
        connection.closeAsync().orTimeout(1, TimeUnit.SECONDS).exceptionally(e -> null).join();
      }
      return true;
    } catch (RuntimeException e) {
      return false; // whoever needs Redis for more than a hint reports it
    }
  }

  /** The ping finds a connection whose other end vanished without a word. */
  private void awaitLoss(StatefulRedisPubSubConnection<byte[], byte[]> connection)
      throws InterruptedException {
    for (var look = 1; connection.isOpen(); look++) {
      if (closed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      if (look % LOOKS_PER_PING == 0 && connection.isOpen()) {
        Replies.await(connection.async().ping(), link.commandTimeout());
      }
    }
  }

  private static void joinBriefly(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Subscription implements WakeSubscription {
    private final String self;
    private final Runnable callback;

    private Subscription(WorkerId self, Runnable callback) {
      this.self = self.toString();
      this.callback = callback;
    }

    private void wake(String from) {
      if (from.equals(self)) {
        return;
      }
      try {
        callback.run();
      } catch (RuntimeException e) {
        // the other subscribers are woken all the same
      }
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
