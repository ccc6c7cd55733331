package org.translationjobs.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Random;
import org.translationjobs.chaos.servers.Fleet;
import org.translationjobs.chaos.servers.Servers;
import org.translationjobs.chaos.site.Site;

/** Where scenarios are played: servers, a site and worker processes of their own. */
public final class Scene implements AutoCloseable {
  private final long seed;
  private final double scale;
  private final Random random;
  private final Servers servers;
  private final Site site;
  private final Fleet fleet;

  private Scene(Scenario scenario, long seed, double scale, Path folder) {
    this.seed = seed;
    this.scale = scale;
    random = new Random(seed);
    servers = Servers.start(seed);
    var variables = new HashMap<String, String>();
    var wanted = new HashMap<>(scenario.environment());
    if (wanted.remove("S3") != null) {
      variables.putAll(Fleet.stagingInS3(servers));
    }
    if (wanted.remove("CHAT") != null) {
      variables.putAll(Fleet.translatingByChat(servers));
    }
    variables.putAll(wanted);
    fleet = new Fleet(servers, folder, variables);
    site = Site.create(servers, folder, system -> scenario.makeSchema(system, fleet));
  }

  /**
   * A scene for one scenario.
   *
   * @param seed
   *          decides whatever is left to chance
   * @param scale
   *          how much of the full size is played: 1 all, 0.1 a tenth
   * @param folder
   *          for logs and staged files
   */
  public static Scene of(Scenario scenario, long seed, double scale, Path folder) {
    return new Scene(scenario, seed, scale, folder);
  }

  public long seed() {
    return seed;
  }

  /** This share of a full number, at least 1. */
  public int scaled(int full) {
    return (int) Math.max(1, Math.round(full * scale));
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
