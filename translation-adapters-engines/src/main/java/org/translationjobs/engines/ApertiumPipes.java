package org.translationjobs.engines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keeps pipes for the next request, for starting one takes longer than a page. Thread-safe. */
final class ApertiumPipes implements AutoCloseable {
  private final List<String> program;
  private final int maxPipes;
  private final Semaphore free;
  private final List<ApertiumPipe> idle = new ArrayList<>();
  private boolean closed;

  ApertiumPipes(List<String> program, int maxPipes) {
    this.program = program;
    this.maxPipes = maxPipes;
    this.free = new Semaphore(maxPipes, true);
  }

  /**
   * Has a stream translated, by a kept pipe or a new one.
   *
   * @throws IOException
   *           when the program cannot be started or ends
   * @throws TimeoutException
   *           when no processor became free or no answer came in time
   */
  String exchange(String direction, String stream, String sentinel, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    if (!free.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException();
    }
    try {
      var kept = take(direction);
      if (kept != null) {
        try {
          return exchange(kept, stream, sentinel, deadline);
        } catch (IOException e) {
          // it may have died while nobody looked; a new one tells
        }
      }
      return exchange(ApertiumPipe.start(program, direction), stream, sentinel, deadline);
    } finally {
      free.release();
    }
  }

  private String exchange(ApertiumPipe pipe, String stream, String sentinel, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var answer = pipe.exchange(stream, sentinel, deadline);
    keep(pipe);
    return answer;
  }

  private synchronized @Nullable ApertiumPipe take(String direction) {
    if (closed) {
      throw new IllegalStateException("this engine is closed");
    }
    for (var i = idle.size() - 1; i >= 0; i--) {
      if (idle.get(i).direction().equals(direction)) {
        return idle.remove(i);
      }
    }
    return null;
  }

  private synchronized void keep(ApertiumPipe pipe) {
    idle.add(pipe);
    if (closed || idle.size() > maxPipes) {
      idle.removeFirst().close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(ApertiumPipe::close);
    idle.clear();
  }
}
