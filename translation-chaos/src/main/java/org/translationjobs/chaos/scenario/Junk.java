package org.translationjobs.chaos.scenario;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.translationjobs.chaos.Result;
import org.translationjobs.chaos.Scenario;
import org.translationjobs.chaos.Scene;
import org.translationjobs.chaos.servers.WorkerProcess;
import org.translationjobs.testkit.Eventually;

/** A queue full of junk, with a valid announcement in every hundred. */
public final class Junk implements Scenario {
  private static final int MESSAGES = 100_000;
  private static final int VALID_IN = 100;
  private static final int MOST_REJECTED = 1_000;
  private static final int MOST_GROWTH = 64;
  private static final int MOST_LINES_A_MINUTE = 5_000;
  private static final List<String> INJECTIONS = List.of(
      "{\"job_id\":\"%s'; drop table translation_jobs; --\"}",
      "{\"job_id\":\"' or '1'='1\"}",
      "{\"job_id\":\"%s\\r\\nDEL translation_queue\\r\\n\"}",
      "{\"job_id\":\"${jndi:ldap://127.0.0.1/%s}\"}",
      "{\"job_id\":\"../../%s\"}",
      "{\"job_id\":{\"@class\":\"java.lang.ProcessBuilder\",\"value\":\"%s\"}}",
      "{\"__proto__\":{\"job_id\":\"%s\"}}");

  @Override
  public String name() {
    return "junk";
  }

  @Override
  public String promise() {
    return "99,000 broken messages hide none of 1,000 valid ones";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("CREATOR_GRACE_SECONDS", "20");
  }

  @Override
  public Result play(Scene scene) {
    var site = scene.site();
    scene.fleet().ensure(2);
    var messages = scene.scaled(MESSAGES);
    var jobs = new ArrayList<UUID>();
    var memory = new long[5];
    for (var i = 0; i < messages; i++) {
      if (i % VALID_IN == VALID_IN / 2) {
        jobs.addAll(site.createJobs(1, 1, false));
        hideFromTheSweep(scene, jobs.getLast());
        site.announce(jobs.getLast());
      } else {
        site.push(junk(scene.random(), i));
      }
      if ((i + 1) % (messages / memory.length) == 0) {
        Eventually.until(
            "the queue is read", Duration.ofMinutes(10), () -> site.queued() < 1_000);
        memory[i / (messages / memory.length)] = memory(scene);
        scene.say(i + 1 + " messages, " + memory(scene) + " MiB");
      }
    }
    Eventually.until("the queue is read", Duration.ofMinutes(10), () -> site.queued() == 0);
    Kill.awaitEnd(scene, jobs);
    // Ids of no job are rejected when their creator's time is over, later than the last job ends.
    Eventually.until(
        "every broken message is rejected", Duration.ofMinutes(2), () -> refused(scene) >= messages
            - jobs.size());
    var rejected = site.rejected();
    var reasons = rejected.stream()
        .filter(r -> r.matches("(?s).*\"reason\":\"[^\"]{5,}.*"))
        .count();
    var refused = refused(scene);
    var lines = scene.fleet().all().stream().mapToInt(WorkerProcess::mostLinesPerMinute).max();
    var growth = memory[memory.length - 1] - memory[0];
    return Result.of(site.audit().of(jobs), scene.servers().engine().repeated())
        .note(
            ("%d entries in the rejected list, %d with a reason; resident memory after each fifth:"
                + " %s MiB").formatted(rejected.size(), reasons, Arrays.toString(memory)))
        .note(
            "%d messages rejected; at most %d lines a minute in a worker's log".formatted(refused,
                lines.orElse(0)))
        .promise(
            refused == messages - jobs.size(),
            "%d of %d broken messages were rejected".formatted(refused, messages - jobs.size()))
        .promise(
            lines.orElse(0) <= MOST_LINES_A_MINUTE,
            "%d lines in a minute".formatted(lines.orElse(0)))
        .promise(
            !rejected.isEmpty() && rejected.size() <= MOST_REJECTED,
            "%d entries in the rejected list".formatted(rejected.size()))
        .promise(reasons == rejected.size(), "%d entries without a reason".formatted(rejected.size()
            - reasons))
        .promise(growth <= MOST_GROWTH, "memory grew by %d MiB".formatted(growth));
  }

  /** Created before the installation: such a job is started by its message or not at all. */
  private static void hideFromTheSweep(Scene scene, UUID job) {
    var hidden = scene.site()
        .update(
            "update translation_jobs set created_at = created_at - interval '1 year' where id = ?",
            job);
    if (hidden != 1) {
      throw new IllegalStateException("job " + job + " is not there");
    }
  }

  private static long refused(Scene scene) {
    return scene.fleet()
        .alive()
        .stream()
        .mapToLong(worker -> worker.counter("translation_announcements_rejected_total"))
        .sum();
  }

  private static long memory(Scene scene) {
    return scene.fleet().alive().stream().mapToLong(WorkerProcess::memory).max().orElse(0);
  }

  private static Object junk(Random random, int number) {
    var id = new UUID(random.nextLong(), random.nextLong());
    return switch (number % 5_000 == 1 ? 11 : number % 200 == 2 ? 12 : random.nextInt(11)) {
      case 0 -> bytes(random, random.nextInt(200));
      case 1 -> "{\"job_id\":\"" + id.toString().substring(random.nextInt(1, 30)) + "\"}";
      case 2 -> "{\"job_id\":\"" + id;
      case 3 -> "[".repeat(random.nextInt(1, 5_000));
      case 4 -> "{\"job_id\":" + random.nextInt() + "}";
      case 5 -> "{\"job_id\":null}";
      case 6 -> "{\"id\":\"" + id + "\"}";
      case 7 -> "\"" + id + "\"";
      case 8 -> "";
      case 9 -> "{\"job_id\":[\"" + id + "\"]}\u0000";
      case 10 -> INJECTIONS.get(random.nextInt(INJECTIONS.size())).formatted(id);
      case 11 -> bytes(random, 1 << 20);
      default -> "{\"job_id\":\"" + id + "\"}"; // of no job: looked for again, then rejected
    };
  }

  private static Object bytes(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return length % 2 == 0 ? bytes : new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
