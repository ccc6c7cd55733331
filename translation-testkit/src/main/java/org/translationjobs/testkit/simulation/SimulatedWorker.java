package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.List;
import org.translationjobs.core.TranslationJobsException;
import org.translationjobs.core.announcement.Announcements;
import org.translationjobs.core.cost.CallLedger;
import org.translationjobs.core.cost.Prices;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.event.WorkerEvent;
import org.translationjobs.core.hold.Holds;
import org.translationjobs.core.job.Jobs;
import org.translationjobs.core.promotion.Promotions;
import org.translationjobs.core.run.Runs;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.text.SourceTexts;
import org.translationjobs.core.work.Claims;
import org.translationjobs.core.work.Housekeeping;
import org.translationjobs.core.work.WorkerId;
import org.translationjobs.core.worker.Worker;
import org.translationjobs.core.worker.WorkerPorts;
import org.translationjobs.core.worker.WorkerProfile;
import org.translationjobs.core.worker.Workers;

/** A worker in a simulation and what can befall it. */
public final class SimulatedWorker {
  private final Simulation simulation;
  private final Crew crew;
  private final WorkerId id;
  private final Worker worker;
  private boolean stopping;

  SimulatedWorker(Simulation simulation, String name) {
    this.simulation = simulation;
    this.crew = simulation.scheduler().newCrew(name);
    this.id = new WorkerId(simulation.newId());
    crew.onDeath = () -> simulation.database().disconnect(id);
    var settings = simulation.settings();
    var profile = new WorkerProfile(
        id, name, "simulated", List.of(FakeEngine.NAME), simulation.staging().storeId(),
        settings.concurrency());
    this.worker = new Worker(
        profile, simulation.plan(), settings, ports(),
        this::tell);
  }

  /** A loop may fail because a server is away; anything else is a mistake, which it would hide. */
  private void tell(WorkerEvent event) {
    simulation.tell("tells", event);
    simulation.saw("event: " + event.getClass().getSimpleName());
    if (event instanceof WorkerEvent.LoopFailed(var loop, var cause, var failures, var pause)
        && !(cause instanceof TranslationJobsException)
        && !(cause instanceof SimulationOver)) {
      simulation.scheduler()
          .finish(new SimulationFailure("the loop " + loop + " failed: " + cause, cause));
    }
  }

  private WorkerPorts ports() {
    var tasks = new SimulatedTasks(simulation.scheduler(), crew);
    List<TranslationEngine> engines = List.of(simulation.engine(tasks));
    var formats = new PlainFormats();
    var database = simulation.database();
    return new WorkerPorts(
        tasks,
        port(Jobs.class, database.jobs()),
        port(Runs.class, database.runs()),
        port(Claims.class, database.claims()),
        port(Promotions.class, database.promotions()),
        port(SourceTexts.class, database.sourceTexts()),
        port(Workers.class, database.workers()),
        port(Holds.class, database.holds()),
        port(Housekeeping.class, database.housekeeping()),
        port(Staging.class, simulation.staging()),
        formats,
        port(Announcements.class, simulation.announcements()),
        formats,
        new FakeTranslator(engines),
        port(CallLedger.class, database.ledger()),
        Prices.NONE,
        engines);
  }

  private <P> P port(Class<P> type, P original) {
    return simulation.port(type, original, crew);
  }

  void start() {
    worker.start();
  }

  /** Dies: none of its tasks ever moves again, and its connections break. */
  public void kill() {
    simulation.scheduler().kill(crew);
  }

  /** Stands still for a while; its connections stay. */
  public void pause(Duration time) {
    simulation.scheduler().pause(crew, time);
  }

  /** Its clock leaps forward. */
  public void leap(Duration time) {
    crew.ahead = crew.ahead.plus(time);
  }

  /** Reaches neither database nor queue nor store for a while; its connections break. */
  public void cutOff(Duration time) {
    for (var system : Outages.Needs.values()) {
      crew.outages.begin(system, simulation.time().plus(time).toNanos());
    }
    simulation.database().disconnect(id);
  }

  /** Stops in order, unless it is dead; true when everything ended in time. */
  public boolean stop() throws InterruptedException {
    if (crew.dead || stopping) {
      return true;
    }
    stopping = true;
    return worker.stop();
  }

  public boolean isDead() {
    return crew.dead;
  }

  /** Whether it stands still, or one of its calls takes long. */
  public boolean isHeldUp() {
    return !crew.dead && (crew.paused || crew.slow > 0);
  }

  /** Neither dead nor stopped. */
  public boolean works() {
    return !crew.dead && !stopping;
  }

  public String name() {
    return crew.name();
  }

  Crew crew() {
    return crew;
  }

  public WorkerId id() {
    return id;
  }
}
