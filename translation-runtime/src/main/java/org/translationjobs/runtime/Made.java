package org.translationjobs.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be closed, the last made first. Thread-safe. */
final class Made implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Made.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes all, whatever one of them throws. Idempotent. */
  @Override
  public void close() {
    for (var part = pop(); part != null; part = pop()) {
      try {
        part.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("{} could not be closed", part.getClass().getSimpleName(), e);
      }
    }
  }

  private synchronized @org.jspecify.annotations.Nullable AutoCloseable pop() {
    return parts.poll();
  }
}
