package org.translationjobs.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.diagnosis.Finding;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.TranslationEngine.PairSupport;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.JobStatus;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.Staging.Found;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.redis.RedisAnnouncements;
import org.translationjobs.runtime.events.Wording;

/** Looks at what a system is connected with, and names a cure for each thing that is wrong. */
final class Diagnosis {
  private static final String POSTGRES = "PostgreSQL";
  private static final String REDIS = "Redis";
  private static final String STAGING = "staging";
  private static final String REDIS_CURE = "see REDIS_URL and the server";
  private static final String STAGING_CURE = "see S3_BUCKET or STAGING_DIR";
  private static final int JOBS_LOOKED_AT = 500;
  /** However slow a server or a disk is, whoever asks wants an answer. */
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private final TranslationSystem system;
  private final Parts parts;

  Diagnosis(TranslationSystem system, Parts parts) {
    this.system = system;
    this.parts = parts;
  }

  List<Finding> health() {
    return List.of(databaseAnswers(), stagingAnswers(), redis());
  }

  List<Finding> everything() {
    var staging = new TimedCheck(STAGING, STAGING_CURE, AT_MOST, () -> List.of(probe()));
    var redis = new TimedCheck(REDIS, REDIS_CURE, AT_MOST, () -> List.of(redis()));
    var pairs = new AtomicReference<>(List.<LanguagePair>of());
    var database = new TimedCheck(POSTGRES, "see DATABASE_URL and the server", AT_MOST, () -> {
      parts.database().reach().run();
      pairs.set(pairsInUse());
      return parts.database().diagnose().get();
    });
    var findings = new ArrayList<Finding>(database.findings());
    pool().ifPresent(findings::add);
    var inUse = pairs.get();
    var engines = new TimedCheck(
        "engines", "see the engines' programs and servers", AT_MOST, () -> engines(inUse));
    findings.addAll(redis.findings());
    findings.addAll(staging.findings());
    findings.addAll(engines.findings());
    return findings;
  }

  /** Cheap, and only answered by an up-to-date schema. */
  private Finding databaseAnswers() {
    return guarded(
        POSTGRES, "see DATABASE_URL; bring the schema up to date with 'translation-cli migrate'",
        () -> {
          system.checkDatabase();
          system.holds().all();
          return List.of(Finding.ok(POSTGRES, parts.database().address()));
        }).getFirst();
  }

  private Finding stagingAnswers() {
    return guarded(
        STAGING, STAGING_CURE,
        () -> List.of(
            Finding.ok(STAGING, parts.staging() + ", store " + parts.staging().storeId())))
        .getFirst();
  }

  private Finding redis() {
    if (parts.announcements() instanceof NoAnnouncements) {
      return Finding.warning(
          REDIS, "not set: jobs are found by looking into PostgreSQL alone", "set REDIS_URL");
    }
    try {
      var where = parts.announcements() instanceof RedisAnnouncements redis
          ? redis.describe()
          : "reachable";
      return Finding.ok(REDIS, where + ", " + parts.announcements().depth() + " messages waiting");
    } catch (RuntimeException e) {
      return Finding.warning(
          REDIS, Wording.cause(e) + "; jobs are found a little later",
          REDIS_CURE);
    }
  }

  private Optional<Finding> pool() {
    return system.pool()
        .filter(pool -> pool.atMost() < TranslationSystem.NEEDED_CONNECTIONS)
        .map(
            pool -> Finding.warning(
                "connections",
                "the pool has " + pool.atMost() + " connections, a worker keeps up to "
                    + TranslationSystem.NEEDED_CONNECTIONS + " busy",
                "raise DATABASE_POOL_SIZE"));
  }

  /** Writes, reads and deletes an object that no job has. */
  private Finding probe() {
    var staging = parts.staging();
    var content = "probe".getBytes(StandardCharsets.UTF_8);
    try {
      var key = StagingKey.of(
          null, JobId.random(), new SubtaskId(JobId.random().value()), ClaimId.random());
      var path = staging.put(key, content);
      var found = staging.get(path);
      staging.delete(List.of(path));
      return found instanceof Found.Content(var bytes) && Arrays.equals(bytes, content)
          ? Finding.ok(STAGING, staging + " can be written and read, store " + staging.storeId())
          : Finding.error(
              STAGING, staging + ": what was written at " + path + " was not found again",
              "all workers must see the same folder or bucket");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.warning(STAGING, "interrupted", "try again");
    }
  }

  private List<Finding> engines(List<LanguagePair> pairs) {
    if (parts.chain().isEmpty()) {
      return List.of(Finding.warning("engine", "none is set", "set TRANSLATION_ENGINE"));
    }
    if (parts.engines().isEmpty()) {
      return List.of(
          Finding.warning(
              "engine", "placeholder writes '[es] ' before each text and translates nothing",
              "set TRANSLATION_ENGINE to a real engine"));
    }
    return parts.engines()
        .stream()
        .flatMap(
            engine -> pairs.isEmpty()
                ? Stream.of(
                    Finding.ok("engine " + engine.name(), "set up; no unfinished job to ask for"))
                : pairs.stream().map(pair -> pair(engine, pair)))
        .toList();
  }

  private Finding pair(TranslationEngine engine, LanguagePair pair) {
    var subject = "engine " + engine.name();
    try {
      return switch (engine.supports(pair)) {
        case PairSupport.Supported() -> Finding.ok(subject, "translates " + pair);
        case PairSupport.Unsupported(var reason) -> Finding.error(
            subject, "does not translate " + pair + ", which an unfinished job wants", reason);
        case PairSupport.Unknown(var reason) -> Finding.warning(
            subject, "cannot be asked for " + pair + ": " + reason, "see the engine's server");
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.warning(subject, "interrupted", "try again");
    } catch (RuntimeException e) {
      return Finding.warning(subject, Wording.cause(e), "see the engine");
    }
  }

  private List<LanguagePair> pairsInUse() {
    try {
      var pairs = new TreeSet<LanguagePair>(
          java.util.Comparator.comparing(LanguagePair::from).thenComparing(LanguagePair::to));
      for (var status : List.of(JobStatus.PENDING, JobStatus.IN_PROGRESS)) {
        system.views()
            .list(Optional.of(status.name()), JOBS_LOOKED_AT)
            .stream()
            .map(JobView::languages)
            .forEach(pairs::add);
      }
      return List.copyOf(pairs);
    } catch (TranslationJobsException e) {
      return List.of();
    }
  }

  static List<Finding> guarded(
      String subject, String cure, Supplier<List<Finding>> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return List.of(Finding.error(subject, Wording.cause(e), cure));
    }
  }
}
