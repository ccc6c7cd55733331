package org.translationjobs.benchmarks.yardstick;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.s3.S3Settings;
import org.translationjobs.s3.S3Staging;

/** Writes objects to S3 with our client and reads them, some at a time; measures how many per second. */
public final class PutAndGet implements Yard {
  /** Takes how many, how large, how many at once, how often before it is measured, the bucket and its server. */
  @Override
  public double measure(List<String> arguments) throws InterruptedException, ExecutionException {
    var objects = Integer.parseInt(arguments.get(0));
    var content = "x".repeat(Integer.parseInt(arguments.get(1))).getBytes(StandardCharsets.UTF_8);
    var parallel = Integer.parseInt(arguments.get(2));
    var passes = Integer.parseInt(arguments.get(3));
    var settings =
        S3Settings.of(arguments.get(4), "").at(URI.create(arguments.get(5)), true);
    try (var staging = S3Staging.of(settings)) {
      for (var i = 0; i < passes; i++) {
        staging.delete(putAndGet(staging, objects, content, parallel));
      }
      var began = System.nanoTime();
      var paths = putAndGet(staging, objects, content, parallel);
      var rate = objects / ((System.nanoTime() - began) / 1e9);
      staging.delete(paths);
      return rate;
    }
  }

  /** Returns the paths. */
  private static List<String> putAndGet(
      Staging staging, int objects, byte[] content, int parallel)
      throws InterruptedException, ExecutionException {
    var paths = new ConcurrentLinkedQueue<String>();
    var keys = new ConcurrentLinkedQueue<>(
        Stream.generate(() -> new StagingKey(UUID.randomUUID() + ".json")).limit(objects).toList());
    all(parallel, keys, key -> paths.add(staging.put(key, content)));
    var written = List.copyOf(paths);
    all(parallel, paths, staging::get);
    return written;
  }

  /** Takes from the queue, so many at a time, until it is empty. */
  private static <T> void all(int parallel, ConcurrentLinkedQueue<T> queue, Work<T> work)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = Stream.generate(() -> threads.submit(() -> {
        for (var next = queue.poll(); next != null; next = queue.poll()) {
          work.on(next);
        }
        return true;
      })).limit(parallel).toList();
      for (var one : List.copyOf(running)) {
        one.get();
      }
    }
  }

  private interface Work<T> {
    void on(T thing) throws InterruptedException;
  }
}
