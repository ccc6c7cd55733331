package org.translationjobs.benchmarks.scene;

import java.util.concurrent.atomic.AtomicLong;
import org.translationjobs.testkit.TcpProxy;

/** Reads what one client sends: arrays {@code *n} of texts {@code $length}, each array a command. */
final class RedisCommands implements TcpProxy.Tap {
  private static final int LINE_END_BYTES = 2;

  private final AtomicLong commands;
  private final StringBuilder line = new StringBuilder();
  private int body;

  RedisCommands(AtomicLong commands) {
    this.commands = commands;
  }

  @Override
  public void sent(byte[] bytes, int count) {
    var at = 0;
    while (at < count) {
      if (body > 0) {
        var skipped = Math.min(body, count - at);
        body -= skipped;
        at += skipped;
      } else {
        character((char) bytes[at]);
        at++;
      }
    }
  }

  private void character(char next) {
    if (next == '\r') {
      return;
    }
    if (next != '\n') {
      line.append(next);
      return;
    }
    if (!line.isEmpty() && line.charAt(0) == '*') {
      commands.incrementAndGet();
    } else if (!line.isEmpty() && line.charAt(0) == '$') {
      body = Integer.parseInt(line.substring(1)) + LINE_END_BYTES;
    }
    line.setLength(0);
  }
}
