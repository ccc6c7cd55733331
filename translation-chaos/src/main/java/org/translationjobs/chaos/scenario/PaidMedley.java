package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.Map;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;

/** A little of {@link Pay} and {@link Spend}: what the build plays each time. */
public final class PaidMedley implements Scenario {
  private static final int CHAPTERS = 4;
  private static final int PARAGRAPHS = 31;
  private static final int KILLS = 2;

  @Override
  public String name() {
    return "short-pay";
  }

  @Override
  public String promise() {
    return "a little of pay and budget";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "CHAT", "yes", "WORKER_CONCURRENCY", "4", "LEASE_SECONDS", "3", "HEARTBEAT_SECONDS", "1");
  }

  @Override
  public Result play(Scene scene) {
    var site = scene.site();
    var chat = scene.servers().chat();
    scene.fleet().ensure(Pay.WORKERS);
    var first = site.createBook(CHAPTERS, PARAGRAPHS);
    var undisturbed = Pay.undisturbed(scene, first);
    chat.takes(Duration.ofMillis(300), Duration.ofMillis(600));
    var killed = new Pay.Sums(scene, undisturbed);
    killed.play(site.createTwin(first), KILLS);
    chat.takes(Duration.ofMillis(20), Duration.ofMillis(80));
    var spent = new Spend.Play(scene, first, undisturbed);
    spent.spentAndRaised();
    return killed.result().and(spent.result(2));
  }
}
