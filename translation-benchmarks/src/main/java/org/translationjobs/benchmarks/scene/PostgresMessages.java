package org.translationjobs.benchmarks.scene;

import java.util.concurrent.atomic.AtomicLong;
import org.translationjobs.testkit.TcpProxy;

/**
 * Reads what one client sends: messages of a type, a length that counts itself, and so many bytes. A
 * Sync or a Query asks for an answer; several of them in one piece are one way there and back. An Execute or a Query
 * is a statement, BEGIN and COMMIT, too.
 */
final class PostgresMessages implements TcpProxy.Tap {
  private static final int LENGTH_BYTES = 4;

  private final AtomicLong roundTrips;
  private final AtomicLong statements;
  /** The first message, and what is asked before it, has no type. */
  private boolean started;
  private int lengthBytes;
  private int length;
  private int body;
  private boolean hasType;
  /** Whether the piece at hand has asked already. */
  private boolean asked;

  PostgresMessages(AtomicLong roundTrips, AtomicLong statements) {
    this.roundTrips = roundTrips;
    this.statements = statements;
  }

  @Override
  public void sent(byte[] bytes, int count) {
    asked = false;
    var at = 0;
    while (at < count) {
      if (body > 0) {
        var skipped = Math.min(body, count - at);
        body -= skipped;
        at += skipped;
      } else if (started && !hasType) {
        type(bytes[at]);
        at++;
      } else {
        lengthByte(bytes[at]);
        at++;
      }
    }
  }

  private void type(byte type) {
    hasType = true;
    if ((type == 'S' || type == 'Q') && !asked) {
      asked = true;
      roundTrips.incrementAndGet();
    }
    if (type == 'E' || type == 'Q') {
      statements.incrementAndGet();
    }
  }

  private void lengthByte(byte part) {
    length = (length << 8) | (part & 0xff);
    lengthBytes++;
    if (lengthBytes == LENGTH_BYTES) {
      body = length - LENGTH_BYTES;
      // the questions for encryption are eight bytes long, the start is longer
      started |= body > LENGTH_BYTES;
      hasType = false;
      lengthBytes = 0;
      length = 0;
    }
  }
}
