package org.translationjobs.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.translationjobs.core.announcement.AnnouncementFormat;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.cost.Prices;
import org.translationjobs.core.diagnosis.Finding;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.event.WorkerListener;
import org.translationjobs.core.glossary.Glossaries;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.memory.TranslationMemory;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.run.RunId;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.staging.StagedText;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.submission.Submissions;
import org.translationjobs.core.text.SourceTexts;
import org.translationjobs.core.text.Synopsis;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.view.JobViews;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Housekeeping;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.Worker;
import org.translationjobs.core.worker.WorkerPorts;
import org.translationjobs.core.worker.WorkerProfile;
import org.translationjobs.core.worker.WorkerSettings;
import org.translationjobs.core.worker.Workers;
import org.translationjobs.engines.Engines;
import org.translationjobs.pipeline.WorkEstimate;
import org.translationjobs.runtime.configuration.Configuration;
import org.translationjobs.runtime.configuration.ConfigurationException;
import org.translationjobs.runtime.configuration.EngineConfiguration;
import org.translationjobs.runtime.tmx.MemoryExchange;

/**
 * The whole product, put together: every port, workers made of them, and the checks on all of it.
 * Opening it contacts no server. Thread-safe.
 */
public final class TranslationSystem implements AutoCloseable {
  private static final int ESTIMATED_AT_ONCE = 50;

  /** Connections that one worker keeps busy; a smaller pool makes its loops wait for each other. */
  public static final int NEEDED_CONNECTIONS = 6;

  private final Parts parts;

  TranslationSystem(Parts parts) {
    this.parts = parts;
  }

  /** Puts together what a configuration describes; contacts no server. */
  public static TranslationSystem open(Configuration configuration) {
    return new TranslationSystemBuilder().configuration(configuration).build();
  }

  /** For putting it together from parts that exist already. */
  public static TranslationSystemBuilder builder() {
    return new TranslationSystemBuilder();
  }

  public Jobs jobs() {
    return parts.database().jobs();
  }

  public Runs runs() {
    return parts.database().runs();
  }

  public Claims claims() {
    return parts.database().claims();
  }

  public Promotions promotions() {
    return parts.database().promotions();
  }

  public SourceTexts sourceTexts() {
    return parts.database().sourceTexts();
  }

  public Workers workers() {
    return parts.database().workers();
  }

  public Holds holds() {
    return parts.database().holds();
  }

  public CallLedger ledger() {
    return parts.database().ledger();
  }

  /** Of the engines, as they are configured here. */
  public Prices prices() {
    return parts.prices();
  }

  public Glossaries glossaries() {
    return parts.database().glossaries();
  }

  public TranslationMemory memory() {
    return parts.database().memory();
  }

  public Housekeeping housekeeping() {
    return parts.database().housekeeping();
  }

  public Submissions submissions() {
    return parts.database().submissions();
  }

  public JobViews views() {
    return parts.database().views();
  }

  /** The memory of novels as TMX files. */
  public MemoryExchange memoryExchange() {
    return new MemoryExchange(memory(), version());
  }

  /** The texts of jobs with their translations. */
  public TextPairs texts() {
    return new TextPairs(this);
  }

  /** Measures the translations of jobs. */
  public MeasureQuality quality() {
    return new MeasureQuality(this);
  }

  /** Takes persons' texts in place of an engine's. */
  public ProvideText provideText() {
    return new ProvideText(this);
  }

  /** Finds what a change of a glossary leaves to be done of a job. */
  public ChangedSubtasks changedSubtasks() {
    return new ChangedSubtasks(this);
  }

  /** Finds names and terms before a job. */
  public ExtractTerms extractTerms() {
    return new ExtractTerms(this);
  }

  public Announcements announcements() {
    return parts.announcements();
  }

  public AnnouncementFormat announcementFormat() {
    return parts.announcementFormat();
  }

  public Staging staging() {
    return parts.staging();
  }

  public StagedText stagedText() {
    return parts.stagedText();
  }

  /** The engines that are set up, in the order of the chain; without {@code placeholder}. */
  public List<TranslationEngine> engines() {
    return parts.engines();
  }

  public Tasks tasks() {
    return parts.tasks();
  }

  public WorkerSettings settings() {
    return parts.worker().settings();
  }

  /**
   * The plan with which runs are started here. Asks the staging store for its id at first use.
   *
   * @throws ConfigurationException
   *           when no engine is set
   * @throws org.translationjobs.core.UnavailableException
   *           when the staging store cannot be reached
   */
  public Plan plan() {
    if (parts.chain().isEmpty()) {
      throw EngineConfiguration.missing();
    }
    var worker = parts.worker();
    return new Plan(
        Plan.WITHOUT_SYNOPSIS,
        parts.chain(),
        planParameters(),
        Engines.promptVersion(),
        0,
        worker.failurePolicy(),
        worker.overwriteEdits(),
        parts.staging().storeId());
  }

  /**
   * What the first engine of the chain would be sent for a whole novel, with the glossary of today.
   * Sends nothing; reads fifty texts at a time.
   *
   * @return empty without an engine that is asked, as with {@code placeholder}
   * @throws org.translationjobs.core.UnavailableException
   *           when the database cannot be reached
   */
  public Optional<WorkEstimate.Sum> estimate(NovelId novel, LanguagePair languages) {
    if (engines().isEmpty()) {
      return Optional.empty();
    }
    var glossary = glossaries().current(novel, languages);
    var estimate =
        new WorkEstimate(
            engines().getFirst().capabilities(), languages, glossary, synopsis(novel, languages));
    var entities = submissions().entities(novel, languages.from());
    for (var at = 0; at < entities.size(); at += ESTIMATED_AT_ONCE) {
      var page = entities.subList(at, Math.min(entities.size(), at + ESTIMATED_AT_ONCE));
      sourceTexts().read(page, languages.from()).values().forEach(estimate::add);
    }
    return Optional.of(estimate.sum());
  }

  /** Whether the engine here is the placeholder, which asks nobody. */
  public boolean isPlaceholder() {
    return parts.chain().contains(Plan.PLACEHOLDER);
  }

  private String synopsis(NovelId novel, LanguagePair languages) {
    var entity = new EntityRef(EntityType.NOVEL, novel.value());
    var text = sourceTexts().read(List.of(entity), languages.from()).get(entity);
    return text == null ? "" : Synopsis.of(text.body(), languages.from());
  }

  private Map<String, Map<String, String>> planParameters() {
    if (parts.chain().contains(Plan.PLACEHOLDER)) {
      return Engines.placeholderParameters(parts.placeholderLatency());
    }
    return parts.engines()
        .stream()
        .filter(engine -> !engine.planParameters().isEmpty())
        .collect(
            Collectors.toUnmodifiableMap(
                TranslationEngine::name, TranslationEngine::planParameters));
  }

  /**
   * Who a worker of this system is, for entering it before it starts, for example to reserve a run
   * for it.
   *
   * @throws org.translationjobs.core.UnavailableException
   *           when the staging store cannot be reached
   */
  public WorkerProfile profile(WorkerId id) {
    return new WorkerProfile(
        id,
        parts.worker().name(),
        version(),
        parts.chain(),
        parts.staging().storeId(),
        settings().concurrency());
  }

  /**
   * A new worker, not started.
   *
   * @throws ConfigurationException
   *           when no engine is set
   * @throws org.translationjobs.core.UnavailableException
   *           when the staging store cannot be reached
   */
  public Worker worker(WorkerListener listener) {
    return worker(WorkerId.random(), settings(), listener);
  }

  /**
   * A new worker, not started, that serves one run and nothing else.
   *
   * @param id
   *          for which the run is reserved
   * @throws ConfigurationException
   *           when no engine is set
   * @throws org.translationjobs.core.UnavailableException
   *           when the staging store cannot be reached
   */
  public Worker workerFor(WorkerId id, RunId run, WorkerListener listener) {
    return worker(id, settings().only(run), listener);
  }

  /** {@link #workerFor(WorkerId, RunId, WorkerListener)} for a run that is reserved for nobody. */
  public Worker workerFor(RunId run, WorkerListener listener) {
    return workerFor(WorkerId.random(), run, listener);
  }

  /**
   * Brings our schema {@code translation_ops} up to date. Idempotent; several at once do no harm.
   *
   * @return how many steps that took; 0 when it was up to date
   * @throws org.translationjobs.core.UnavailableException
   *           when the database cannot be reached
   */
  public int migrate() {
    return parts.database().migrate().getAsInt();
  }

  /**
   * Whether the newest version of our schema is in place: a quick question, for a start. {@link #migrate}
   * compares the older versions, too. Changes nothing; thread-safe.
   *
   * @throws org.translationjobs.core.UnavailableException
   *           when the database cannot be reached
   */
  public boolean isMigrated() {
    return parts.database().migrated().getAsBoolean();
  }

  /**
   * What {@link #migrate} would do. Changes nothing; thread-safe.
   *
   * @return the names of the steps, in order; empty when the schema is up to date
   * @throws org.translationjobs.core.UnavailableException
   *           when the database cannot be reached
   */
  public List<String> pendingMigrations() {
    return parts.database().pending().get();
  }

  /**
   * Looks at the tables of the other services and at our schema.
   *
   * @throws org.translationjobs.core.UnavailableException
   *           when the database cannot be reached
   * @throws org.translationjobs.core.TranslationJobsException
   *           naming what is missing or unfit
   */
  public void checkDatabase() {
    parts.database().check().run();
  }

  /** Creates the tables of the integration guide that are missing, for a new installation. */
  public void createGuideTables(boolean withIndexes) {
    parts.database().createGuideTables().accept(withIndexes);
  }

  /**
   * Quick checks for a readiness probe: database and schema, staging, Redis. An error among them
   * means that nothing can be done now, a warning that it is done later. Throws nothing.
   */
  public List<Finding> health() {
    return new Diagnosis(this, parts).health();
  }

  /**
   * Looks at everything there is, writes, reads and deletes a probe in the staging store, asks every
   * engine for the language pairs of unfinished jobs. Throws nothing.
   */
  public List<Finding> diagnose() {
    return new Diagnosis(this, parts).everything();
  }

  /** How busy the connection pool is; empty for a data source that was handed in. */
  public Optional<PoolUse> pool() {
    return parts.connections().get();
  }

  /** The version of the program. */
  public static String version() {
    var version = TranslationSystem.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * Connections of the pool.
   *
   * @param waiting
   *          threads that wait for one
   */
  public record PoolUse(int active, int idle, int waiting, int atMost) {}

  /** Closes what was made here, and nothing that was handed in. Idempotent. */
  @Override
  public void close() {
    parts.close();
  }

  private Worker worker(WorkerId id, WorkerSettings settings, WorkerListener listener) {
    return new Worker(profile(id), plan(), settings, workerPorts(), listener);
  }

  private WorkerPorts workerPorts() {
    return new WorkerPorts(
        tasks(), jobs(), runs(), claims(), promotions(), sourceTexts(), workers(), holds(),
        housekeeping(),
        staging(), stagedText(), announcements(), announcementFormat(), parts.translator(),
        ledger(), prices(), engines());
  }
}
