package org.translationjobs.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * What a comparison has to know.
 *
 * @param folder
 *          of this comparison; made already
 */
public record Bench(Options options, Path folder) {
  public Bench {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This share of a full number as {@code --scale} says, at least 1. */
  public int scaled(int full) {
    return (int) Math.max(1, Math.round(full * options.scale()));
  }

  /** Says how far it is, to whoever watches. */
  public void say(String line) {
    System.err.println("  " + line);
  }

  /** Passes time that is part of the comparison, less of it where less is measured. */
  public void passScaled(Duration time) {
    pass(time.multipliedBy(scaled(1_000)).dividedBy(1_000));
  }

  /** Passes time that is part of the comparison. */
  public void pass(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Does a thing once before it is measured: its code is not compiled yet. */
  public void warmUp(DoubleSupplier thing) {
    say("first, not counted: " + Samples.number(thing.getAsDouble()));
  }

  /** The same so many times: a worker that runs for days has long compiled all of its code. */
  public void warmUp(int times, DoubleSupplier thing) {
    for (var i = 0; i < times; i++) {
      warmUp(thing);
    }
  }

  /**
   * Measures several things in turn, A B A B, so that whatever slows the machine down for a while slows
   * down all.
   *
   * @return the samples of each thing
   */
  public List<Samples> alternate(DoubleSupplier... things) {
    var values = Stream.of(things).map(thing -> new ArrayList<Double>()).toList();
    for (var round = 1; round <= options.rounds(); round++) {
      for (var i = 0; i < things.length; i++) {
        values.get(i).add(things[i].getAsDouble());
      }
      var last = values.stream().map(list -> Samples.number(list.getLast())).toList();
      say("round " + round + ": " + String.join(" against ", last));
    }
    return values.stream().map(Samples::new).toList();
  }
}
