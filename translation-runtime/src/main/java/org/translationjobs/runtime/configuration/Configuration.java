package org.translationjobs.runtime.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.translationjobs.core.job.Jobs.Patience;
import org.translationjobs.core.run.Plan.FailurePolicy;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.work.RetryRules;
import org.translationjobs.core.worker.WorkerSettings;
import org.translationjobs.postgres.ConnectionUrl;
import org.translationjobs.redis.RedisSettings;
import org.translationjobs.s3.S3Settings;

/**
 * Everything the runners are told by their environment; {@link Variables} documents it.
 *
 * @param redis
 *          empty when jobs are found by looking into the database alone
 */
public record Configuration(
    DatabaseConfiguration database,
    Optional<RedisConfiguration> redis,
    StagingConfiguration staging,
    EngineConfiguration engines,
    WorkerConfiguration worker,
    HttpConfiguration http,
    LogConfiguration log) {
  private static final int DAY = 24 * 60 * 60;
  private static final String DATABASE_ALLOWED =
      "postgresql://<user>:<password>@<host>:5432/<database>?sslmode=…, with characters such as"
          + " @ : / ? # % in user and password percent-encoded";

  /**
   * Reads the variables of {@link Variables}; others are passed over.
   *
   * @throws ConfigurationException
   *           with one line for a person when one is missing or not allowed
   */
  public static Configuration fromEnvironment(Map<String, String> variables) {
    var environment = new Environment(variables);
    return new Configuration(
        database(environment),
        environment.text(Variables.REDIS_URL).map(url -> redis(environment, url)),
        staging(environment),
        engines(environment),
        worker(environment),
        new HttpConfiguration(
            environment.text(Variables.HTTP_BIND, "127.0.0.1"),
            environment.integer(Variables.HTTP_PORT, 8081, 0, 65_535)),
        log(environment));
  }

  /** How to log, which has to be known before anything else can go wrong. */
  public static LogConfiguration logFromEnvironment(Map<String, String> variables) {
    return log(new Environment(variables));
  }

  private static DatabaseConfiguration database(Environment environment) {
    var url = environment.text(Variables.DATABASE_URL)
        .orElseThrow(
            () -> new ConfigurationException(
                Variables.DATABASE_URL.name(),
                "DATABASE_URL is not set; allowed: " + DATABASE_ALLOWED));
    return new DatabaseConfiguration(
        databaseUrl(url),
        environment.integer(
            Variables.DATABASE_POOL_SIZE, DatabaseConfiguration.DEFAULT_POOL_SIZE, 3, 200),
        TableNames.read(environment));
  }

  private static ConnectionUrl databaseUrl(String url) {
    try {
      return ConnectionUrl.parse(url);
    } catch (IllegalArgumentException e) { // its message may show a part of the password
      throw Environment.refused(Variables.DATABASE_URL, url, DATABASE_ALLOWED);
    }
  }

  private static RedisConfiguration redis(Environment environment, String url) {
    var queue = environment.text(Variables.TRANSLATION_QUEUE, RedisConfiguration.DEFAULT_QUEUE);
    try {
      RedisSettings.of(url);
    } catch (IllegalArgumentException e) {
      throw Environment.refused(
          Variables.REDIS_URL, url,
          "redis://[:<password>@]<host>:<port>[/<db>], rediss://… for TLS,"
              + " redis-sentinel://<host>:<port>,<host>:<port>#<master>,"
              + " and several redis:// nodes separated by commas for Cluster");
    }
    try {
      RedisSettings.of(url).withQueue(queue);
    } catch (IllegalArgumentException e) {
      throw Environment.refused(
          Variables.TRANSLATION_QUEUE, queue, String.valueOf(e.getMessage()));
    }
    return new RedisConfiguration(
        url, queue, environment.path(Variables.REDIS_CA_CERTIFICATE));
  }

  private static StagingConfiguration staging(Environment environment) {
    var bucket = environment.text(Variables.S3_BUCKET);
    if (bucket.isEmpty()) {
      return new StagingConfiguration.Folder(
          environment.path(Variables.STAGING_DIR).orElse(Path.of("./staging")));
    }
    if (!bucket.get().matches("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]")) {
      throw Environment.refused(
          Variables.S3_BUCKET, bucket.get(),
          "a bucket's name alone, 3 to 255 letters, digits, dots and hyphens");
    }
    var prefix = environment.text(Variables.S3_PREFIX, "").replaceAll("^/+|/+$", "");
    if (!prefix.isEmpty() && !StagingKey.isSafe(prefix)) {
      throw Environment.refused(
          Variables.S3_PREFIX, prefix, "folder names separated by /, without . and ..");
    }
    var endpoint = environment.httpUrl(Variables.S3_ENDPOINT);
    return new StagingConfiguration.S3(
        bucket.get(),
        prefix,
        endpoint,
        environment.text(Variables.S3_REGION),
        environment.bool(Variables.S3_PATH_STYLE, endpoint.isPresent()),
        environment.integer(
            Variables.S3_CACHE_MB, (int) (S3Settings.defaultCacheBytes() >> 20), 0, 1_000_000));
  }

  private static EngineConfiguration engines(Environment environment) {
    var chain = EngineNames.chain(environment);
    return new EngineConfiguration(
        chain,
        environment.httpUrl(Variables.APERTIUM_URL),
        chain.stream()
            .filter(EngineNames.OPENAI::contains)
            .map(name -> OpenAiConfiguration.read(environment, name))
            .toList(),
        chain.contains("deepl")
            ? Optional.of(DeepLConfiguration.read(environment))
            : Optional.empty(),
        chain.contains("libretranslate")
            ? Optional.of(LibreTranslateConfiguration.read(environment))
            : Optional.empty(),
        PriceConfiguration.read(environment),
        Duration.ofMillis(
            environment.integer(Variables.PLACEHOLDER_LATENCY_MILLIS, 0, 0, 600_000)));
  }

  private static WorkerConfiguration worker(Environment environment) {
    return new WorkerConfiguration(
        environment.text(Variables.WORKER_NAME, WorkerConfiguration.DEFAULTS.name()),
        settings(environment),
        environment.oneOf(
            Variables.FAILURE_POLICY, FailurePolicy.FINISH_OTHERS,
            Map.of(
                "finish-others", FailurePolicy.FINISH_OTHERS,
                "fail-fast", FailurePolicy.FAIL_FAST)),
        environment.bool(Variables.OVERWRITE_EDITS, false),
        environment.bool(Variables.MIGRATE, true));
  }

  private static WorkerSettings settings(Environment environment) {
    var d = WorkerSettings.DEFAULTS;
    var heartbeat = environment.seconds(Variables.HEARTBEAT_SECONDS, d.heartbeat(), 1, 3_600);
    var lease = environment.seconds(Variables.LEASE_SECONDS, d.lease(), 1, DAY);
    if (lease.compareTo(heartbeat.multipliedBy(3)) < 0) {
      throw Environment.refused(
          Variables.LEASE_SECONDS, String.valueOf(lease.toSeconds()),
          "at least three times HEARTBEAT_SECONDS, which is " + heartbeat.toSeconds());
    }
    return new WorkerSettings(
        environment.integer(Variables.WORKER_CONCURRENCY, d.concurrency(), 1, 1_000),
        lease,
        heartbeat,
        environment.seconds(Variables.SHUTDOWN_SECONDS, d.shutdown(), 1, DAY),
        d.poll(),
        environment.seconds(Variables.ENGINE_TIMEOUT_SECONDS, d.engineTimeout(), 1, DAY),
        Duration.ofDays(
            environment.integer(
                Variables.STAGING_RETENTION_DAYS, (int) d.stagingRetention().toDays(), 0, 3_650)),
        retry(environment),
        new Patience(
            environment.seconds(
                Variables.CREATOR_GRACE_SECONDS, d.patience().creatorGrace(), 0, DAY),
            environment.seconds(
                Variables.FOREIGN_CLAIM_SECONDS, d.patience().foreignClaim(), 0, 30 * DAY)),
        Optional.empty());
  }

  private static RetryRules retry(Environment environment) {
    var d = WorkerSettings.DEFAULTS.retry();
    var base = environment.seconds(Variables.RETRY_BASE_SECONDS, d.base(), 0, DAY);
    var cap = environment.seconds(Variables.RETRY_CAP_SECONDS, d.cap(), 0, DAY);
    if (cap.compareTo(base) < 0) {
      throw Environment.refused(
          Variables.RETRY_CAP_SECONDS, String.valueOf(cap.toSeconds()),
          "at least RETRY_BASE_SECONDS, which is " + base.toSeconds());
    }
    return new RetryRules(
        environment.integer(Variables.MAX_ATTEMPTS, d.maxAttempts(), 1, 1_000), base, cap);
  }

  private static LogConfiguration log(Environment environment) {
    return new LogConfiguration(
        environment.oneOf(
            Variables.LOG_FORMAT, LogConfiguration.Format.TEXT,
            Map.of("text", LogConfiguration.Format.TEXT, "json", LogConfiguration.Format.JSON)),
        environment.oneOf(
            Variables.LOG_LEVEL, LogConfiguration.Level.INFO,
            Map.of(
                "error", LogConfiguration.Level.ERROR,
                "warn", LogConfiguration.Level.WARN,
                "info", LogConfiguration.Level.INFO,
                "debug", LogConfiguration.Level.DEBUG)));
  }
}
