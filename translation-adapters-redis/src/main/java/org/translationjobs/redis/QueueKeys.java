package org.translationjobs.redis;

import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.translationjobs.core.engine.KeyId;
import org.translationjobs.core.work.WorkerId;

/** The keys of one queue, all in the Cluster slot of the queue itself. */
record QueueKeys(String queue, String base) {
  /** As Redis finds a hash tag: from the first brace to the first closing one after it, not empty. */
  private static final Pattern HASH_TAG = Pattern.compile("[^{]*\\{[^}]+}.*", Pattern.DOTALL);

  static QueueKeys of(String queue) {
    if (queue.isBlank()) {
      throw new IllegalArgumentException("the queue's name is empty");
    }
    if (HASH_TAG.matcher(queue).matches()) {
      return new QueueKeys(queue, queue);
    }
    if (queue.indexOf('{') >= 0 || queue.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "the queue's name '" + queue + "' has braces that are no Redis hash tag; take them away");
    }
    return new QueueKeys(queue, "{" + queue + "}");
  }

  int slot() {
    return SlotHash.getSlot(list());
  }

  byte[] list() {
    return bytes(queue);
  }

  byte[] kept(WorkerId worker) {
    return bytes(base + ":processing:" + worker);
  }

  /** The set of workers that keep, or kept, announcements. */
  byte[] workers() {
    return bytes(base + ":workers");
  }

  byte[] rejected() {
    return bytes(base + ":rejected");
  }

  /** What is known of the use of an engine's key. */
  byte[] rateLimit(KeyId key) {
    return bytes(base + ":rate-limit:" + key);
  }

  byte[] wakeChannel() {
    return bytes(base + ":wake");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
