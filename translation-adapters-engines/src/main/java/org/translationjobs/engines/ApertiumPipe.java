package org.translationjobs.engines;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running {@code apertium -z} for one direction, used by one thread at a time. It takes and
 * gives units that end with NUL. Ends with its JVM: without input it stops.
 */
final class ApertiumPipe implements AutoCloseable {
  /**
   * The program's gawk stages hold units back until they have seen some of what follows: measured,
   * four empty units push one through. What is left over comes before the next answer.
   */
  private static final byte[] END_OF_UNIT =
      ("\0" + "\n\0".repeat(16)).getBytes(StandardCharsets.US_ASCII);

  private final String direction;
  private final Process process;
  private final InputStream output;

  private ApertiumPipe(String direction, Process process) {
    this.direction = direction;
    this.process = process;
    this.output = new BufferedInputStream(process.getInputStream(), 1 << 16);
  }

  /** @throws IOException when the program is not there */
  static ApertiumPipe start(List<String> program, String direction) throws IOException {
    var command = new ArrayList<>(program);
    command.addAll(List.of("-f", "none", "-z", "-u", direction));
    return new ApertiumPipe(
        direction,
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  String direction() {
    return direction;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Sends a stream and waits for the unit that contains the sentinel. After an exception the pipe is
   * closed.
   *
   * @throws IOException
   *           when the program ended
   * @throws TimeoutException
   *           when it did not answer in time
   */
  String exchange(String stream, String sentinel, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var answer = new CompletableFuture<String>();
    // two threads, for the program stops reading when nobody reads what it writes
    Thread.ofPlatform().daemon().name("apertium-writer").start(() -> write(stream));
    Thread.ofPlatform().daemon().name("apertium-reader").start(() -> read(sentinel, answer));
    var answered = false;
    try {
      var unit = answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      answered = true;
      return unit;
    } catch (ExecutionException e) {
      throw new IOException("apertium " + direction + " ended without an answer", e.getCause());
    } finally {
      if (!answered) {
        close();
      }
    }
  }

  private void write(String stream) {
    try {
      var input = process.getOutputStream();
      input.write(stream.getBytes(StandardCharsets.UTF_8));
      input.write(END_OF_UNIT);
      input.flush();
    } catch (IOException e) {
      // the program ended: the reader notices and says so
    }
  }

  private void read(String sentinel, CompletableFuture<String> answer) {
    try {
      String unit;
      do {
        unit = readUnit();
      } while (!unit.contains(sentinel));
      answer.complete(unit);
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
  }

  private String readUnit() throws IOException {
    var unit = new ByteArrayOutputStream();
    for (var next = output.read(); next != 0; next = output.read()) {
      if (next < 0) {
        throw new IOException("end of output");
      }
      unit.write(next);
    }
    return unit.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
