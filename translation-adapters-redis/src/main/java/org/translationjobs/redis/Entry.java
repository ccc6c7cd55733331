package org.translationjobs.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.Announcements.Announcement;

/** An entry of a list as Redis has it: any bytes, of any length. */
final class Entry {
  private static final int MOST_BYTES_PER_CHAR = 3;

  private Entry() {}

  /** The receipt is short however long the entry is; equal entries have equal receipts and are interchangeable. */
  static Announcement announcement(byte[] entry) {
    return new Announcement(text(entry), sha1(entry));
  }

  /** Readable, and no longer than a payload may be. */
  static String text(byte[] entry) {
    var max = AnnouncementFormat.MAX_PAYLOAD;
    var text = new String(entry, 0, Math.min(entry.length, max * MOST_BYTES_PER_CHAR),
        StandardCharsets.UTF_8);
    return text.length() > max ? text.substring(0, max) : text;
  }

  /** As {@code redis.sha1hex} computes it. */
  static String sha1(byte[] entry) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(entry));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
