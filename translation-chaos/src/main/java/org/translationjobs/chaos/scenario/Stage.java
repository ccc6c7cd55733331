package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.WorkerProcess;
import org.translationjobs.chaos.site.Audit;
import org.translationjobs.chaos.site.Site;

/** Where a worker can be on a job's way when something is done to it. */
enum Stage {
  /** Its claiming statement has written and not ended. */
  CLAIMED,
  /** The engine has its text. */
  TRANSLATING,
  /** The store has its result, and has not answered. */
  STAGING,
  /** Its finishing statement has written and not ended. */
  FINISHING,
  /** Its promotion has written the first row. */
  PROMOTING;

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Pattern CHAPTER = Pattern.compile("Chapter \\d+");
  private static final Pattern OWN_KEY = Pattern.compile("\\.([0-9a-f-]{36})\\.json$");

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Does something to the first worker that comes to this stage, while it is there.
   *
   * @param announce
   *          makes work, when all is ready for it
   * @return who it was and when it was done
   */
  Audit.Kill reach(
      Scene scene, Runnable announce, Consumer<WorkerProcess> action) {
    var site = scene.site();
    var done = new CompletableFuture<Audit.Kill>();
    Predicate<String> lives = name -> scene.fleet().named(name).isAlive();
    Consumer<String> act = name -> {
      action.accept(scene.fleet().named(name));
      done.complete(new Audit.Kill(site.now(), name));
    };
    switch (this) {
      case TRANSLATING -> {
        scene.servers().engine().onCall(first(text -> translator(site, text).filter(lives), act));
        announce.run();
      }
      case STAGING -> {
        scene.servers().s3().beforePut(first(key -> stager(site, key).filter(lives), act));
        announce.run();
      }
      case CLAIMED, FINISHING, PROMOTING ->
          site.atGate(title(), LONGEST, announce, lives, act);
    }
    return done.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Acts on the first worker that can be named. */
  private static Consumer<String> first(Names names, Consumer<String> act) {
    var done = new AtomicBoolean();
    return what -> {
      if (!done.get()) {
        names.of(what).filter(name -> done.compareAndSet(false, true)).ifPresent(act);
      }
    };
  }

  private static Optional<String> translator(Site site, String text) {
    var title = CHAPTER.matcher(text);
    return title.find() ? site.translatorOf(title.group()) : Optional.empty();
  }

  private static Optional<String> stager(Site site, String key) {
    var name = OWN_KEY.matcher(key);
    return name.find() ? site.holder(UUID.fromString(name.group(1))) : Optional.empty();
  }

  /** Names the worker from what a server sees of it. */
  @FunctionalInterface
  private interface Names {
    Optional<String> of(String seen);
  }
}
