package org.translationjobs.runtime;

import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.translationjobs.core.cost.Prices;
import org.translationjobs.core.engine.LocalRateLimits;
import org.translationjobs.core.engine.RateLimits;
import org.translationjobs.core.engine.SharedRateLimits;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.engines.Engines;
import org.translationjobs.engines.KeyLimits;
import org.translationjobs.engines.openai.OpenAiSettings;
import org.translationjobs.json.JsonAnnouncementFormat;
import org.translationjobs.json.JsonStagedText;
import org.translationjobs.pipeline.PipelineTranslator;
import org.translationjobs.postgres.ConnectionUrl;
import org.translationjobs.postgres.PostgresSettings;
import org.translationjobs.redis.RedisAnnouncements;
import org.translationjobs.runtime.configuration.Configuration;
import org.translationjobs.runtime.configuration.DatabaseConfiguration;
import org.translationjobs.runtime.configuration.EngineConfiguration;
import org.translationjobs.runtime.configuration.RedisConfiguration;
import org.translationjobs.runtime.configuration.StagingConfiguration;
import org.translationjobs.runtime.configuration.WorkerConfiguration;
import org.translationjobs.runtime.tasks.ThreadTasks;

/**
 * Puts a {@link TranslationSystem} together, by hand and in one place. What is handed in stays its
 * owner's; what is made here is closed with the system. Not thread-safe: for one thread to set up. Each
 * {@link #build} makes a system of its own.
 */
public final class TranslationSystemBuilder {
  private @Nullable Source<DataSource> dataSource;
  private Source<RedisParts> redis = (made, tasks) -> RedisParts.none(new NoAnnouncements(tasks));
  private Runnable reach = () -> {
  };
  private String address = "the given data source";
  private PostgresSettings tables = PostgresSettings.DEFAULTS;
  private @Nullable Source<Staging> staging;
  private final List<EngineSource> engines = new ArrayList<>();
  private Prices prices = Prices.NONE;
  private boolean placeholder;
  private Duration placeholderLatency = Duration.ZERO;
  private String queue = RedisConfiguration.DEFAULT_QUEUE;
  private WorkerConfiguration worker = WorkerConfiguration.DEFAULTS;

  TranslationSystemBuilder() {}

  /** Everything as configured; what is set afterwards replaces it, engines are added to its chain. */
  public TranslationSystemBuilder configuration(Configuration configuration) {
    database(configuration.database());
    configuration.redis().ifPresent(this::redis);
    staging(configuration.staging());
    engines(configuration.engines());
    return worker(configuration.worker());
  }

  /** An existing pool; stays open. */
  public TranslationSystemBuilder dataSource(DataSource existing) {
    dataSource = (made, tasks) -> existing;
    reach = () -> {
    };
    return this;
  }

  /** As {@code DATABASE_URL}; a pool is made for it. */
  public TranslationSystemBuilder databaseUrl(String url) {
    return database(
        new DatabaseConfiguration(
            ConnectionUrl.parse(url), DatabaseConfiguration.DEFAULT_POOL_SIZE, tables));
  }

  /** What the other services' tables and columns are called, where that differs from the guide. */
  public TranslationSystemBuilder tables(PostgresSettings names) {
    tables = names;
    return this;
  }

  TranslationSystemBuilder database(DatabaseConfiguration database) {
    dataSource = (made, tasks) -> made.add(DatabasePool.of(database));
    reach = () -> DatabaseProbe.connect(database);
    address = database.url().address();
    tables = database.tables();
    return this;
  }

  /** As {@code REDIS_URL}. */
  public TranslationSystemBuilder redis(String url) {
    redis = (made, tasks) -> RedisParts.of(
        made.add(
            RedisAnnouncements.of(
                RedisParts.settings(new RedisConfiguration(url, queue, Optional.empty())))));
    return this;
  }

  TranslationSystemBuilder redis(RedisConfiguration configuration) {
    redis = (made, tasks) -> RedisParts.of(
        made.add(RedisAnnouncements.of(RedisParts.settings(configuration))));
    return this;
  }

  /** An existing client, made with a {@code RedisURI}; stays open. */
  public TranslationSystemBuilder redis(RedisClient client) {
    redis = (made, tasks) -> RedisParts.of(made.add(RedisAnnouncements.using(client, queue)));
    return this;
  }

  /**
   * Jobs are found by looking into the database alone, and each worker takes its share of the engines'
   * rate limits.
   */
  public TranslationSystemBuilder noRedis() {
    redis = (made, tasks) -> RedisParts.none(new NoAnnouncements(tasks));
    return this;
  }

  /** The queue's name, for {@link #redis(String)} and {@link #redis(RedisClient)}. */
  public TranslationSystemBuilder queue(String name) {
    queue = name;
    return this;
  }

  /** A staging folder. */
  public TranslationSystemBuilder staging(Path folder) {
    return staging(new StagingConfiguration.Folder(folder));
  }

  public TranslationSystemBuilder staging(Staging existing) {
    staging = (made, tasks) -> existing;
    return this;
  }

  TranslationSystemBuilder staging(StagingConfiguration configuration) {
    staging = (made, tasks) -> StagingParts.open(configuration, made);
    return this;
  }

  /** Adds an engine at the end of the chain; stays open. */
  public TranslationSystemBuilder engine(TranslationEngine engine) {
    engines.add((made, tasks, limits) -> engine);
    return this;
  }

  /** Adds an OpenAI-compatible endpoint at the end of the chain. */
  public TranslationSystemBuilder openAi(OpenAiSettings settings) {
    engines.add(
        (made, tasks, limits) -> closing(made, Engines.openAi(settings, limits, tasks)));
    return this;
  }

  TranslationSystemBuilder engines(EngineConfiguration configuration) {
    engines.clear();
    placeholder = false;
    placeholderLatency = configuration.placeholderLatency();
    prices = configuration.prices();
    for (var name : configuration.chain()) {
      switch (name) {
        case Plan.PLACEHOLDER -> placeholder = true;
        case "deepl" -> {
          var deepL = configuration.deepL().orElseThrow();
          engines.add(
              (made, tasks, limits) -> closing(
                  made,
                  Engines.deepL(
                      deepL.keys(), deepL.server(),
                      new KeyLimits(deepL.limit(), limits, tasks))));
        }
        case "libretranslate" -> {
          var libre = configuration.libreTranslate().orElseThrow();
          engines.add(
              (made, tasks, limits) -> closing(
                  made,
                  Engines.libreTranslate(
                      libre.server(), libre.key(), libre.requestsPerMinute(), tasks)));
        }
        case "pseudo" -> engines.add((made, tasks, limits) -> Engines.pseudo());
        case "apertium" -> engines.add(
            (made, tasks, limits) -> closing(
                made,
                configuration.apertiumUrl().map(Engines::apertium).orElseGet(Engines::apertium)));
        default -> openAi(endpoint(configuration, name));
      }
    }
    return this;
  }

  private static OpenAiSettings endpoint(EngineConfiguration configuration, String name) {
    return configuration.openAi()
        .stream()
        .filter(settings -> settings.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown engine: " + name));
  }

  /** Subtasks in flight for each worker. */
  public TranslationSystemBuilder concurrency(int subtasks) {
    worker = worker.withConcurrency(subtasks);
    return this;
  }

  /** Everything about workers; replaces {@link #concurrency}. */
  public TranslationSystemBuilder worker(WorkerConfiguration configuration) {
    worker = configuration;
    return this;
  }

  /**
   * Contacts no server.
   *
   * @throws IllegalStateException
   *           when the data source or the staging is missing
   */
  public TranslationSystem build() {
    if (dataSource == null || staging == null) {
      throw new IllegalStateException(
          (dataSource == null ? "a data source or database URL" : "a staging") + " is needed");
    }
    var made = new Made();
    try {
      return new TranslationSystem(wire(made, dataSource, staging));
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private Parts wire(Made made, Source<DataSource> database, Source<Staging> store) {
    var tasks = new ThreadTasks(
        (task, e) -> LoggerFactory.getLogger(TranslationSystem.class)
            .error("the task '{}' ended by an unexpected failure", task, e));
    var pool = database.make(made, tasks);
    var ports = PostgresParts.of(pool, tables, address, reach, made);
    var messages = redis.make(made, tasks);
    var limits = limits(messages, ports, tasks);
    var engineList = engines.stream().map(engine -> engine.make(made, tasks, limits)).toList();
    var chain = placeholder
        ? List.of(Plan.PLACEHOLDER)
        : engineList.stream().map(TranslationEngine::name).toList();
    var parts = new Parts(
        ports,
        ConnectionCounts.of(pool),
        messages.announcements(),
        new JsonAnnouncementFormat(),
        store.make(made, tasks),
        new JsonStagedText(),
        engineList,
        chain,
        translator(engineList, worker.settings().engineTimeout(), ports, tasks),
        tasks,
        prices,
        placeholderLatency,
        worker,
        made);
    // closed first: whatever still runs ends before what it uses is closed
    made.add(tasks);
    return parts;
  }

  private static RateLimits limits(RedisParts redis, DatabasePorts ports, Tasks tasks) {
    var local = new LocalRateLimits(tasks::now, new LiveWorkers(ports.workers(), tasks::now));
    return redis.sharedLimits()
        .<RateLimits>map(shared -> new SharedRateLimits(shared, local, tasks::now))
        .orElse(local);
  }

  private static Translator translator(
      List<TranslationEngine> engines, Duration engineTimeout, DatabasePorts ports, Tasks tasks) {
    var pipeline =
        new PipelineTranslator(engines, engineTimeout, ports.memory(), ports.glossaries());
    var placeholder = Engines.placeholder(tasks);
    return (assignment, calls) -> (assignment.plan().isPlaceholder() ? placeholder : pipeline)
        .translate(assignment, calls);
  }

  private static TranslationEngine closing(Made made, TranslationEngine engine) {
    if (engine instanceof AutoCloseable closeable) {
      made.add(closeable);
    }
    return engine;
  }

  /** The same of an engine. */
  private interface EngineSource {
    TranslationEngine make(Made made, Tasks tasks, RateLimits limits);
  }

  /** How a part comes about when the system is built. */
  private interface Source<T> {
    T make(Made made, Tasks tasks);
  }
}
