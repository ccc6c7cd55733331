package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.CommandLine;
import org.translationjobs.chaos.servers.PaidChat;
import org.translationjobs.chaos.servers.WorkerProcess;
import org.translationjobs.chaos.site.Audit;
import org.translationjobs.chaos.site.Books;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.testkit.Eventually;

/**
 * SIGKILL at random moments while an engine is paid by the token. What each worker had in flight may be
 * paid for again, and nothing else; the ledger says exactly what was.
 */
public final class Pay implements Scenario {
  static final int WORKERS = 3;
  private static final int CHAPTERS = 24;
  private static final int PARAGRAPHS = 60;
  private static final int LOST_CALLS = 100;
  /** From a call to the next kill. */
  private static final int LONGEST_WAIT_MILLIS = 2_000;

  @Override
  public String name() {
    return "pay";
  }

  @Override
  public String promise() {
    return "SIGKILL repays only the calls in flight, and the ledger lists them";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "CHAT", "yes", "WORKER_CONCURRENCY", "4", "LEASE_SECONDS", "6", "HEARTBEAT_SECONDS", "2",
        "ENGINE_TIMEOUT_SECONDS", "10");
  }

  @Override
  public Result play(Scene scene) {
    var site = scene.site();
    scene.servers().chat().takes(Duration.ofMillis(300), Duration.ofMillis(1_500));
    scene.fleet().ensure(WORKERS);
    var first = site.createBook(scene.scaled(CHAPTERS), PARAGRAPHS);
    var sums = new Sums(scene, undisturbed(scene, first));
    while (sums.lostCalls() < scene.scaled(LOST_CALLS)) {
      sums.play(site.createTwin(first), Integer.MAX_VALUE);
    }
    return sums.result();
  }

  /** The same without any kill. */
  static List<String> undisturbed(Scene scene, UUID job) {
    scene.site().announce(job);
    Kill.awaitEnd(scene, List.of(job));
    var books = Books.of(
        scene.site(), job, scene.servers().chat().server().translations(), List.of());
    scene.say("undisturbed: " + books.calls() + " calls, " + books.booked());
    scene.servers().chat().server().forget();
    return scene.site().promoted(job);
  }

  /** What was found of one job after the other. */
  static final class Sums {
    private final Scene scene;
    private final List<String> undisturbed;
    private final List<UUID> jobs = new ArrayList<>();
    private final List<Audit.Kill> kills = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();
    private int calls;
    private int unanswered;
    private int unsent;
    private int repaid;
    private int unwritten;
    private int different;
    private Usage booked = Usage.NONE;
    private Usage unbooked = Usage.NONE;

    Sums(Scene scene, List<String> undisturbed) {
      this.scene = scene;
      this.undisturbed = undisturbed;
    }

    int lostCalls() {
      return unanswered - unsent;
    }

    /** Plays one job, kills until it has ended or there were kills enough, and looks into the books. */
    void play(UUID job, int mostKills) {
      var site = scene.site();
      var chat = scene.servers().chat().server();
      jobs.add(job);
      site.announce(job);
      for (var more = mostKills; more > 0 && goesOn(job); more--) {
        scene.pass(Duration.ofMillis(scene.random().nextInt(LONGEST_WAIT_MILLIS)));
        var started = scene.fleet().alive().stream().filter(WorkerProcess::hasStarted).toList();
        if (!started.isEmpty()) {
          var victim = started.get(scene.random().nextInt(started.size()));
          victim.kill();
          kills.add(new Audit.Kill(site.now(), victim.name()));
          scene.fleet().start();
        }
      }
      Kill.awaitEnd(scene, List.of(job));
      add(job, Books.of(site, job, chat.translations(), kills), chat.reported());
      chat.forget();
      scene.say(
          kills.size() + " kills have hit " + lostCalls() + " calls in " + jobs.size() + " jobs");
    }

    /** Until the chat has got one more call; false when the job has ended. */
    private boolean goesOn(UUID job) {
      var chat = scene.servers().chat().server();
      var asked = chat.translations().size();
      var ended = new boolean[1];
      Eventually.until(
          "the work goes on", Duration.ofMinutes(10), () -> {
            ended[0] = scene.site().ended(List.of(job)) > 0;
            return ended[0] || chat.translations().size() > asked;
          });
      return !ended[0];
    }

    private void add(UUID job, Books.Findings books, Usage reported) {
      calls += books.calls();
      unanswered += books.unanswered();
      unsent += books.unsent();
      repaid += books.repaid();
      unwritten += books.unwritten();
      booked = booked.plus(books.booked());
      unbooked = unbooked.plus(books.unbooked());
      wrongs.addAll(books.wrongs());
      var all = books.booked().plus(books.unbooked());
      if (all.inputTokens() != reported.inputTokens()
          || all.outputTokens() != reported.outputTokens()) {
        wrongs.add("job " + job + ": the chat reported " + reported + ", the books have " + all);
      }
      different += scene.site().promoted(job).equals(undisturbed) ? 0 : 1;
      told(job, books);
    }

    /** What an operator is told. */
    private void told(UUID job, Books.Findings books) {
      var json = scene.fleet().commandLine().run("budget", job.toString(), "--json");
      var used = books.booked();
      var expected = Map.of(
          "calls", "" + books.calls(),
          "input_tokens", "" + used.inputTokens(),
          "output_tokens", "" + used.outputTokens(),
          "cost",
          "" + new Cost(PaidChat.micros(used)));
      expected.forEach((field, value) -> {
        if (!CommandLine.field(json, field).equals(value)) {
          wrongs.add("translation-cli budget: not " + field + " " + value + ": " + json);
        }
      });
      var open = Integer.parseInt(CommandLine.field(json, "in_flight"))
          + Integer.parseInt(CommandLine.field(json, "unanswered"));
      if (open != books.unanswered()) {
        wrongs.add("translation-cli budget: not " + books.unanswered() + " unanswered: " + json);
      }
    }

    Result result() {
      var undisturbedChapters = undisturbed.size();
      wrongs.stream().limit(20).forEach(scene::say);
      return Result.of(scene.site().audit().of(jobs), repaid)
          .note(
              "%d kills hit %d of %d calls, %d more were written down and not sent"
                  .formatted(kills.size(), lostCalls(), calls, unsent))
          .note(
              "%d segments were paid for again; of %d the answer was booked, and not yet in the memory"
                  .formatted(repaid, unwritten))
          .note(
              "the ledger: %d calls answered with %d + %d tokens; unanswered %d, for which the chat"
                  .formatted(
                      calls - unanswered, booked.inputTokens(), booked.outputTokens(), unanswered)
                  + " reported %d + %d".formatted(
                      unbooked.inputTokens(), unbooked.outputTokens()))
          .promise(undisturbedChapters > 0, "nothing was promoted without kills")
          .promise(lostCalls() > 0, "no kill hit a call")
          .promise(
              different == 0,
              "%d jobs have other texts than without kills".formatted(different))
          .promise(
              wrongs.isEmpty(),
              "%d wrongs in the books, first: %s".formatted(
                  wrongs.size(), wrongs.isEmpty() ? "" : wrongs.getFirst()));
    }
  }
}
