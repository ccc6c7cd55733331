package org.translationjobs.chaos.scenario;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.CommandLine;
import org.translationjobs.chaos.servers.PaidChat;
import org.translationjobs.core.cost.Cost;
import org.translationjobs.testkit.Eventually;

/** Budgets that are spent, too small, raised and lowered while several workers use them up. */
public final class Spend implements Scenario {
  private static final int CHAPTERS = 60;
  private static final int PARAGRAPHS = 40;
  private static final Duration QUICK = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  /** Nothing may be asked for in this time after the job is held and what was in flight has come back. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  /** Changes that took more than the budget allows, whatever it was before. */
  private static final String OVERDRAWN =
      """
          select count(*) from (
            select amount, spent + reserved as taken,
              lag(amount) over w as amount_before, lag(spent + reserved) over w as taken_before
            from chaos.budgets where job_id = any(?) window w as (partition by job_id order by n)
          ) changes where taken > amount and taken > taken_before and amount_before is not null
          """;

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public String promise() {
    return "a job is held at its budget, never beyond it, and goes on when it is raised";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("CHAT", "yes", "WORKER_CONCURRENCY", "8");
  }

  @Override
  public Result play(Scene scene) {
    scene.servers().chat().takes(QUICK, QUICK.multipliedBy(6));
    scene.fleet().ensure(Pay.WORKERS);
    var first = scene.site().createBook(scene.scaled(CHAPTERS), PARAGRAPHS);
    var undisturbed = Pay.undisturbed(scene, first);
    return new Play(scene, first, undisturbed).all();
  }

  /** One use. */
  static final class Play {
    private final Scene scene;
    private final UUID first;
    private final List<String> undisturbed;
    private final CommandLine commandLine;
    private final long whole;
    private final List<UUID> jobs = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();
    private int holds;

    Play(Scene scene, UUID first, List<String> undisturbed) {
      this.scene = scene;
      this.first = first;
      this.undisturbed = undisturbed;
      commandLine = scene.fleet().commandLine();
      whole = scene.site()
          .query(
              "select sum(cost_micros) from translation_ops.engine_calls where job_id = ?",
              row -> row.getLong(1), first)
          .getFirst();
    }

    Result all() {
      spentAndRaised();
      smallerThanACall();
      lowered();
      return result(4);
    }

    Result result(int leastHolds) {
      var site = scene.site();
      var ids = jobs.toArray(UUID[]::new);
      var overdrawn = site.count(OVERDRAWN, (Object) ids);
      var underestimated = site.count(
          "select count(*) from translation_ops.engine_calls where job_id = any(?)"
              + " and cost_micros > reserved_micros",
          (Object) ids);
      var attempts = site.count(
          "select coalesce(max(attempts), 0) from translation_ops.work_items"
              + " where job_id = any(?)",
          (Object) ids);
      var different = jobs.stream().filter(job -> !site.promoted(job).equals(undisturbed)).count();
      return Result.of(site.audit().of(jobs), 0)
          .note(
              "%d jobs of %s each were held %d times".formatted(
                  jobs.size(), new Cost(whole), holds))
          .promise(holds >= leastHolds, "only %d holds".formatted(holds))
          .promise(overdrawn == 0, "%d calls were let through beyond a budget".formatted(overdrawn))
          .promise(
              underestimated == 0,
              "%d calls cost more than was reserved".formatted(underestimated))
          .promise(attempts == 0, "%d attempts were spent".formatted(attempts))
          .promise(different == 0, "%d jobs have other texts".formatted(different))
          .promise(
              wrongs.isEmpty(), wrongs.size() + " wrongs: " + String.join("; ", wrongs));
    }

    /** A third of what it costs, two thirds, and more than enough. */
    void spentAndRaised() {
      var job = newJob(whole / 3);
      awaitHeld(job, whole / 3);
      budget(job, "--amount", new Cost(2 * whole / 3).toString());
      awaitHeld(job, 2 * whole / 3);
      budget(job, "--amount", new Cost(2 * whole).toString());
      end(job);
    }

    private void smallerThanACall() {
      var job = newJob(1);
      awaitHeld(job, 1);
      if (!chatCost().equals(Cost.ZERO)) {
        wrongs.add("a budget smaller than a call was used: " + chatCost());
      }
      budget(job, "--none");
      end(job);
    }

    private void lowered() {
      var site = scene.site();
      // a command line takes a while to start
      scene.servers().chat().takes(Duration.ofSeconds(2), Duration.ofSeconds(5));
      var job = newJob(2 * whole);
      Eventually.until("a quarter is spent", LONGEST, () -> chatCost().micros() > whole / 4);
      budget(job, "--amount", new Cost(whole / 8).toString());
      var lowered = site.now();
      awaitHeld(job, Long.MAX_VALUE);
      var after = site.count(
          "select count(*) from translation_ops.engine_calls where job_id = ? and began_at > ?",
          job, lowered.atOffset(ZoneOffset.UTC));
      if (after > 0) {
        wrongs.add(after + " calls began after the budget was lowered");
      }
      scene.servers().chat().takes(QUICK, QUICK.multipliedBy(6));
      budget(job, "--amount", new Cost(2 * whole).toString());
      end(job);
    }

    private UUID newJob(long micros) {
      scene.servers().chat().server().forget();
      var novel = scene.site().createTwinNovel(first);
      var output = commandLine.run(
          "submit", novel.toString(), "--to", "es", "--budget", new Cost(micros).toString());
      var job = UUID.fromString(output.lines().reduce((a, b) -> b).orElseThrow().strip());
      jobs.add(job);
      return job;
    }

    private void budget(UUID job, String... change) {
      var arguments = new ArrayList<>(List.of("budget", job.toString(), "--json"));
      arguments.addAll(List.of(change));
      commandLine.run(arguments.toArray(String[]::new));
    }

    /** What the chat has really been paid since the job was made. */
    private Cost chatCost() {
      return new Cost(PaidChat.micros(scene.servers().chat().server().reported()));
    }

    /** Until it is held, all claims are back, and nothing is under way. */
    private void awaitHeld(UUID job, long most) {
      var site = scene.site();
      Eventually.until(
          "the job is held, and its claims are back", LONGEST,
          () -> holds(job) == 1 && site.count(
              "select count(*) from translation_ops.work_items where job_id = ?"
                  + " and state = 'CLAIMED'",
              job) == 0);
      holds++;
      var server = scene.servers().chat().server();
      var asked = server.translations().size();
      var spent = chatCost();
      scene.say("held with " + spent + " of " + new Cost(whole) + " spent");
      if (spent.micros() > most) {
        wrongs.add("the chat was paid " + spent + ", the budget is " + new Cost(most));
      }
      scene.pass(QUIET);
      if (server.translations().size() > asked) {
        wrongs.add("the chat was asked although the job is held");
      }
      var status = commandLine.run("status", job.toString(), "--json");
      if (!status.contains("BUDGET") || !status.contains("IN_PROGRESS")) {
        wrongs.add("translation-cli status does not say that it is held: " + status);
      }
      if (site.ended(List.of(job)) > 0) {
        wrongs.add("the job has ended although it was held");
      }
    }

    private int holds(UUID job) {
      return scene.site()
          .count(
              "select count(*) from translation_ops.holds"
                  + " where scope = 'JOB' and subject = ? and kind = 'BUDGET'",
              job.toString());
    }

    private void end(UUID job) {
      Kill.awaitEnd(scene, List.of(job));
      if (holds(job) > 0) {
        wrongs.add("the job has ended and is still held");
      }
      if (scene.servers().chat().server().reported().calls() == 0) {
        wrongs.add("the job has ended without a call");
      }
    }
  }
}
