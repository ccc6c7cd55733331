package org.translationjobs.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.translationjobs.chaos.servers.Fleet;
import org.translationjobs.chaos.servers.Servers;
import org.translationjobs.chaos.site.Site;

/** Where scenarios are played: servers, a site and worker processes of their own. */
public final class Scene implements AutoCloseable {
  private final boolean isLong;
  private final long seed;
  private final Random random;
  private final Servers servers;
  private final Site site;
  private final Fleet fleet;

  private Scene(boolean isLong, long seed, Path folder, Map<String, String> environment) {
    this.isLong = isLong;
    this.seed = seed;
    random = new Random(seed);
    servers = Servers.start(seed);
    site = Site.create(servers, folder);
    var variables = new HashMap<String, String>();
    if (!isLong) {
      variables.putAll(
          Map.of("LEASE_SECONDS", "3", "HEARTBEAT_SECONDS", "1", "WORKER_CONCURRENCY", "4"));
    }
    variables.putAll(environment);
    if (variables.remove("S3") != null) {
      variables.putAll(Fleet.stagingInS3(servers));
    }
    fleet = new Fleet(servers, folder, variables);
  }

  /**
   * A scene for one scenario, with the default lease of 15 s.
   *
   * @param folder
   *          for logs and staged files
   */
  public static Scene forLong(Scenario scenario, long seed, Path folder) {
    return new Scene(true, seed, folder, scenario.environment());
  }

  /** A scene for all scenarios in turn, with a lease of 3 s; staging is in S3. */
  public static Scene forShort(long seed, Path folder) {
    return new Scene(false, seed, folder, Map.of("S3", "yes"));
  }

  public boolean isLong() {
    return isLong;
  }

  public long seed() {
    return seed;
  }

  /** The first in the long form, the second in the short one. */
  public int size(int inLong, int inShort) {
    return isLong ? inLong : inShort;
  }

  /** The lease of its workers. */
  public Duration lease() {
    return Duration.ofSeconds(size(15, 3));
  }

  public Random random() {
    return random;
  }

  public Servers servers() {
    return servers;
  }

  public Site site() {
    return site;
  }

  public Fleet fleet() {
    return fleet;
  }

  /** Says how far it is, to whoever watches. */
  public void say(String line) {
    System.out.println("  " + line);
  }

  /** Passes time that is part of the scenario. */
  public void pass(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A new folder, deleted by whoever wants to. */
  static Path newFolder() {
    try {
      return Files.createTempDirectory("translation-chaos");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    fleet.close();
    servers.close();
  }
}
