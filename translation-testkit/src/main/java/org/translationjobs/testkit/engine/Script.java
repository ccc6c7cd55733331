package org.translationjobs.testkit.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * When a {@link FakeEngineServer} misbehaves: first as queued, then by a seeded plan. The plan decides by
 * the seed, the body of the request, and how often that body came before, so that requests may come in
 * any order. Thread-safe.
 */
public final class Script {
  private final Deque<Optional<Misbehaviour>> queue = new ArrayDeque<>();
  private final Map<Misbehaviour, Double> shares = new LinkedHashMap<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private Optional<Misbehaviour> otherwise = Optional.empty();
  private boolean insists;
  private long seed;

  /** What the next requests get, each one. */
  public synchronized void next(Misbehaviour... misbehaviours) {
    Arrays.stream(misbehaviours).map(Optional::of).forEach(queue::add);
  }

  /** After what is queued so far, so many requests are answered well. */
  public synchronized void nextGood(int requests) {
    for (var i = 0; i < requests; i++) {
      queue.add(Optional.empty());
    }
  }

  /** What every request gets for which nothing is queued. */
  public synchronized void always(Misbehaviour misbehaviour) {
    shares.clear();
    otherwise = Optional.of(misbehaviour);
  }

  /**
   * Which share of the requests gets what, those aside for which something is queued.
   *
   * @param wanted
   *          shares from 0 to 1, together at most 1
   * @throws IllegalArgumentException
   *           when they are more than that, or less than 0
   */
  public synchronized void seeded(long newSeed, Map<? extends Misbehaviour, Double> wanted) {
    var sum = wanted.values().stream().mapToDouble(Double::doubleValue).sum();
    if (sum > 1.000_001 || wanted.values().stream().anyMatch(share -> share < 0)) {
      throw new IllegalArgumentException("shares are from 0 to 1, together at most 1: " + wanted);
    }
    seed = newSeed;
    insists = false;
    shares.clear();
    shares.putAll(wanted);
    otherwise = Optional.empty();
    seen.clear();
  }

  /**
   * The same, but where what was drawn leaves an answer good, something else of it is done instead as
   * far as anything spoils that answer: the share of spoiled answers is as wanted.
   */
  public synchronized void insistent(long newSeed, Map<? extends Misbehaviour, Double> wanted) {
    seeded(newSeed, wanted);
    insists = true;
  }

  /** From now on every request is answered well. */
  public synchronized void behave() {
    queue.clear();
    shares.clear();
    otherwise = Optional.empty();
  }

  /** What one request gets, with the chance for all that is left open. */
  synchronized Drawn draw(String body) {
    var times = seen.merge(body, 1, Integer::sum);
    var random = new Random(seed ^ (31L * body.hashCode() + body.length()) * 0x9E3779B97F4A7C15L
        ^ times * 0xC2B2AE3D27D4EB4FL);
    random.nextLong();
    var queued = queue.poll();
    if (queued != null) {
      return new Drawn(queued, List.of(), random);
    }
    var planned = planned(random.nextDouble());
    return new Drawn(planned, planned.isPresent() && insists ? others(random) : List.of(), random);
  }

  /** All, the likelier ones rather first. */
  private List<Misbehaviour> others(Random random) {
    var weights = new HashMap<Misbehaviour, Double>();
    shares.forEach((kind, share) -> weights.put(kind, -Math.log(random.nextDouble()) / share));
    return shares.keySet()
        .stream()
        .sorted(Comparator.comparingDouble(kind -> weights.getOrDefault(kind, 0.0)))
        .toList();
  }

  private Optional<Misbehaviour> planned(double chance) {
    var left = chance;
    for (var share : shares.entrySet()) {
      left -= share.getValue();
      if (left < 0) {
        return Optional.of(share.getKey());
      }
    }
    return otherwise;
  }

  /** @param others to try in turn when the answer is good in spite of it */
  record Drawn(
      Optional<Misbehaviour> misbehaviour, List<Misbehaviour> others, Random random) {}
}
