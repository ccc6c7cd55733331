package org.translationjobs.redis;

import io.lettuce.core.LMoveArgs;
import io.lettuce.core.RedisFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.announcement.Announcements.Announcement;
import org.translationjobs.core.work.WorkerId;

/**
 * One worker's end of the queue: a connection of its own, because a blocking command blocks all that
 * come after it. After anything but an answer the connection is closed, so that no BLMOVE stays armed on
 * the server, and the next receive looks first for what arrived unseen. Thread-safe; one caller receives
 * at a time.
 */
final class Receiver {
  private static final LMoveArgs OLDEST_TO_END = LMoveArgs.Builder.leftRight();
  private static final Duration LONGEST_BLOCK = Duration.ofSeconds(5);
  private static final Duration SHORTEST_BLOCK = Duration.ofMillis(10); // 0 would block for ever

  private final RedisLink link;
  private final QueueKeys keys;
  private final WorkerId worker;
  private final HandedOut handedOut = new HandedOut();
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable OpenRedis own;
  private boolean unsure = true;

  Receiver(RedisLink link, QueueKeys keys, WorkerId worker) {
    this.link = link;
    this.keys = keys;
    this.worker = worker;
  }

  Optional<Announcement> receive(Duration atMost) throws InterruptedException {
    var deadline = System.nanoTime() + atMost.toNanos();
    if (!turn.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      return next(deadline).map(this::handOut);
    } catch (InterruptedException e) {
      breakOff();
      throw e;
    } catch (RuntimeException e) {
      breakOff();
      throw link.unavailable(e, keys.queue());
    } finally {
      turn.unlock();
    }
  }

  /** To be called after the entry left the kept list. */
  void forgotten(String receipt) {
    handedOut.remove(receipt);
  }

  /** A receive that waits fails. */
  void close() {
    var connection = own;
    if (connection != null) {
      connection.closeAndWait();
    }
  }

  private Optional<byte[]> next(long deadline) throws InterruptedException {
    var redis = connection();
    register(redis);
    if (unsure) {
      var unseen = unseen(redis);
      if (unseen.isPresent()) {
        return unseen;
      }
      unsure = false;
    }
    while (true) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      var entry = move(redis, left.compareTo(LONGEST_BLOCK) < 0 ? left : LONGEST_BLOCK);
      if (entry != null) {
        return Optional.of(entry);
      }
      if (deadline - System.nanoTime() <= SHORTEST_BLOCK.toNanos()) {
        return Optional.empty();
      }
      register(redis);
    }
  }

  /** Before every wait: FLUSHALL may have taken the registration away. */
  private void register(OpenRedis redis) throws InterruptedException {
    await(redis.commands().sadd(keys.workers(), QueueKeys.bytes(worker.toString())));
  }

  private Optional<byte[]> unseen(OpenRedis redis) throws InterruptedException {
    var before = handedOut.snapshot();
    return HandedOut.firstUnknown(await(redis.commands().lrange(keys.kept(worker), 0, -1)), before);
  }

  private byte @Nullable [] move(OpenRedis redis, Duration block) throws InterruptedException {
    var kept = keys.kept(worker);
    if (block.compareTo(SHORTEST_BLOCK) < 0) {
      return await(redis.commands().lmove(keys.list(), kept, OLDEST_TO_END));
    }
    var seconds = block.toMillis() / 1000.0;
    return Replies.await(redis.commands().blmove(keys.list(), kept, OLDEST_TO_END, seconds),
        block.plus(link.commandTimeout()));
  }

  private OpenRedis connection() throws InterruptedException {
    var existing = own;
    if (existing != null && existing.isOpen()) {
      return existing;
    }
    Replies.await(link.connection(), link.connectTimeout()); // fails at once while the server is known to be away
    var opening = Replies.start("redis-receiver", link.connector()::connect);
    try {
      var opened = Replies.await(opening, link.connectTimeout());
      own = opened;
      unsure = true;
      return opened;
    } catch (InterruptedException | RuntimeException e) {
      var unused = opening.thenAccept(OpenRedis::close);
      throw e;
    }
  }

  private <T> T await(RedisFuture<T> reply) throws InterruptedException {
    return Replies.await(reply, link.commandTimeout());
  }

  private Announcement handOut(byte[] entry) {
    var announcement = Entry.announcement(entry);
    handedOut.add(announcement.receipt());
    return announcement;
  }

  /** It stays known until there is another: {@link #close} waits until it is gone. */
  private void breakOff() {
    unsure = true;
    var connection = own;
    if (connection != null) {
      connection.close();
    }
  }
}
