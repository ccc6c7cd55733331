package org.translationjobs.redis;

import io.lettuce.core.LMoveArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.RedisClusterClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.work.WorkerId;

/**
 * {@link Announcements} on Redis &ge; 6.2 or Valkey: standalone, Sentinel or Cluster.
 *
 * <p>
 * Beside the queue's list there are, in the same Cluster slot, one list of kept announcements for each
 * worker, a set of such workers, the rejected list and the wake channel. Moves between lists are atomic
 * on the server (BLMOVE, LMOVE, short scripts). Nothing is connected before the first call; the
 * connection of the {@linkplain #rateLimits rate limits} is made with the first subscription. While the
 * server is away calls fail at once and connections come back by themselves. Thread-safe; no method
 * but {@link #receive} heeds interruption. Calls after {@link #close} throw
 * {@link UnavailableException}.
 */
public final class RedisAnnouncements implements Announcements, AutoCloseable {
  private static final LMoveArgs NEWEST_TO_HEAD = LMoveArgs.Builder.rightLeft();

  private final RedisConnector connector;
  private final QueueKeys keys;
  private final int maxRejected;
  private final RedisLink link;
  private final WakeUps wakeUps;
  private final RedisRateLimits rateLimits;
  private final Map<WorkerId, Receiver> receivers = new ConcurrentHashMap<>();

  private RedisAnnouncements(RedisConnector connector, String queue, Duration commandTimeout,
      int maxRejected) {
    this.connector = connector;
    this.keys = QueueKeys.of(queue);
    this.maxRejected = maxRejected;
    this.link = new RedisLink(connector, commandTimeout);
    this.wakeUps = new WakeUps(link, keys);
    this.rateLimits = new RedisRateLimits(
        new RedisLink(connector, commandTimeout), keys, RedisRateLimits.PATIENCE);
  }

  /** Connects when first needed, with a client and threads of its own. */
  public static RedisAnnouncements of(RedisSettings settings) {
    return new RedisAnnouncements(new UrlConnector(settings), settings.queue(), settings
        .commandTimeout(),
        settings.maxRejected());
  }

  /** Uses a client that was made with a {@code RedisURI}; it stays the caller's to close. */
  public static RedisAnnouncements using(RedisClient client, String queue) {
    return using(new StandaloneConnector(client, "the server of the given RedisClient"), queue);
  }

  /** Uses a Cluster client; it stays the caller's to close. */
  public static RedisAnnouncements using(RedisClusterClient client, String queue) {
    return using(new ClusterConnector(client, "the Cluster of the given RedisClusterClient",
        QueueKeys.of(queue).slot()), queue);
  }

  private static RedisAnnouncements using(RedisConnector connector, String queue) {
    var defaults = RedisSettings.of("redis://localhost");
    return new RedisAnnouncements(connector, queue, defaults.commandTimeout(), defaults
        .maxRejected());
  }

  @Override
  public void announce(JobId job) {
    var message = QueueKeys.bytes("{\"job_id\":\"" + job + "\"}");
    link.call(keys.queue(), redis -> redis.rpush(keys.list(), message));
  }

  /**
   * {@inheritDoc}
   *
   * <p>
   * One caller for each worker at a time; others wait for their turn. An announcement that arrived when
   * the last call had failed or was interrupted is returned by the next one.
   */
  @Override
  public Optional<Announcement> receive(WorkerId worker, Duration atMost)
      throws InterruptedException {
    return receivers.computeIfAbsent(worker, w -> new Receiver(link, keys, w)).receive(atMost);
  }

  @Override
  public void acknowledge(WorkerId worker, Announcement announcement) {
    var kept = new byte[][] {keys.kept(worker)};
    link.<Long>call(keys.base(), redis -> redis.eval(Scripts.ACKNOWLEDGE, ScriptOutputType.INTEGER,
        kept,
        QueueKeys.bytes(announcement.receipt())));
    forgotten(worker, announcement);
  }

  @Override
  public void reject(WorkerId worker, Announcement announcement, String reason) {
    var lists = new byte[][] {keys.kept(worker), keys.rejected()};
    var entry = RejectedEntry.json(announcement.payload(), reason, Instant.now());
    link.<Long>call(keys.base() + ":rejected", redis -> redis.eval(Scripts.REJECT,
        ScriptOutputType.INTEGER, lists,
        QueueKeys.bytes(announcement.receipt()), entry, QueueKeys.bytes(String.valueOf(maxRejected
            - 1))));
    forgotten(worker, announcement);
  }

  @Override
  public int recover(Collection<WorkerId> living) {
    return link.call(keys.base() + ":workers", redis -> redis.smembers(keys.workers()))
        .stream()
        .flatMap(member -> worker(member).stream())
        .filter(worker -> !living.contains(worker))
        .mapToInt(this::putBack)
        .sum();
  }

  @Override
  public long depth() {
    return link.call(keys.queue(), redis -> redis.llen(keys.list()));
  }

  @Override
  public List<Rejected> rejected(int atMost) {
    return rejectedEntries(atMost).stream().map(RejectedEntry::rejected).toList();
  }

  @Override
  public int requeueRejected(Collection<String> ids) {
    var lists = new byte[][] {keys.rejected(), keys.list()};
    return rejectedEntries(maxRejected).reversed()
        .stream()
        .filter(entry -> ids.contains(entry.rejected().id()))
        .mapToInt(entry -> Math.toIntExact(link.<Long>call(keys.queue(), redis -> redis.eval(
            Scripts.REQUEUE,
            ScriptOutputType.INTEGER, lists, entry.raw(), entry.payload()))))
        .sum();
  }

  @Override
  public int purgeRejected(Collection<String> ids) {
    return rejectedEntries(maxRejected).stream()
        .filter(entry -> ids.contains(entry.rejected().id()))
        .mapToInt(entry -> Math.toIntExact(
            link.call(keys.base() + ":rejected", redis -> redis.lrem(keys.rejected(), 1, entry
                .raw()))))
        .sum();
  }

  @Override
  public void wake() {
    publishWakeUp("");
  }

  @Override
  public void wakeOthers(WorkerId self) {
    publishWakeUp(self.toString());
  }

  private void publishWakeUp(String from) {
    var message = from.getBytes(StandardCharsets.US_ASCII);
    link.call(keys.queue(), redis -> redis.publish(keys.wakeChannel(), message));
  }

  /**
   * Rate limits that are shared by all who use this queue, over a connection of their own; closed with
   * this object.
   */
  public RateLimits rateLimits() {
    return rateLimits;
  }

  /** {@inheritDoc} Listens from shortly after this call, and again after every loss of connection. */
  @Override
  public WakeSubscription onWake(WorkerId self, Runnable callback) {
    rateLimits.prepare();
    return wakeUps.subscribe(self, callback);
  }

  /**
   * Asks the server, for readiness probes and the doctor.
   *
   * @return what is wrong and what to do, in one line without secrets; empty when the queue can be used
   */
  public Optional<String> problem() {
    try {
      depth();
      return Optional.empty();
    } catch (UnavailableException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The server's name, version and address, for a person.
   *
   * @throws UnavailableException
   *           when it cannot be reached
   */
  public String describe() {
    try {
      var connection = Replies.awaitUninterruptibly(link.connection(), link.connectTimeout());
      var facts = link.facts(connection);
      return facts.name() + " " + facts.version() + (connection.cluster() ? " Cluster" : "")
          + " at "
          + connector.where();
    } catch (RuntimeException e) {
      throw link.unavailable(e, keys.queue());
    }
  }

  /** Ends every wait, closes the connections and leaves no thread behind. Idempotent. */
  @Override
  public void close() {
    link.close();
    receivers.values().forEach(Receiver::close);
    wakeUps.close();
    rateLimits.close();
    connector.close();
  }

  private void forgotten(WorkerId worker, Announcement announcement) {
    var receiver = receivers.get(worker);
    if (receiver != null) {
      receiver.forgotten(announcement.receipt());
    }
  }

  private int putBack(WorkerId worker) {
    var kept = keys.kept(worker);
    var count = 0;
    while (link.<byte[]>call(keys.queue(), redis -> redis.lmove(kept, keys.list(), NEWEST_TO_HEAD))
        != null) {
      count++;
    }
    link.<Long>call(keys.base() + ":workers", redis -> redis.eval(Scripts.FORGET_WORKER,
        ScriptOutputType.INTEGER,
        new byte[][] {kept, keys.workers()}, QueueKeys.bytes(worker.toString())));
    return count;
  }

  private List<RejectedEntry> rejectedEntries(int atMost) {
    if (atMost < 1) {
      return List.of();
    }
    return link.call(keys.base() + ":rejected", redis -> redis.lrange(keys.rejected(), 0, atMost
        - 1))
        .stream()
        .map(RejectedEntry::read)
        .toList();
  }

  private static Optional<WorkerId> worker(byte[] member) {
    try {
      return Optional.of(new WorkerId(UUID.fromString(new String(member, StandardCharsets.UTF_8))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
