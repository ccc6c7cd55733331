package org.translationjobs.redis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.testkit.AnnouncementsContract;
import org.translationjobs.testkit.EmbeddedRedis;

/** The contract on one kind of server; a server that holds the queue's slot is flushed before each test. */
abstract class RedisAnnouncementsContract implements AnnouncementsContract {
  private final String url;
  private final EmbeddedRedis master;
  private RedisAnnouncements announcements;
  private RedisAnnouncements elsewhere;

  RedisAnnouncementsContract(String url, EmbeddedRedis master) {
    this.url = url;
    this.master = master;
  }

  @BeforeEach
  void connect() {
    master.call("FLUSHALL");
    announcements = RedisAnnouncements.of(RedisSettings.of(url));
    elsewhere = RedisAnnouncements.of(RedisSettings.of(url));
  }

  @AfterEach
  void close() {
    announcements.close();
    elsewhere.close();
  }

  @Override
  public Announcements announcements() {
    return announcements;
  }

  @Override
  public Announcements elsewhere() {
    return elsewhere;
  }

  @Override
  public void push(String payload) {
    master.call("RPUSH", "translation_queue", payload);
  }
}
