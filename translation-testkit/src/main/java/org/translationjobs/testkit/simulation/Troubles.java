package org.translationjobs.testkit.simulation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.EngineRequest;

/** What goes wrong in a {@link Simulation}: faults of calls, outages, texts that kill. */
public final class Troubles {
  private final Simulation simulation;
  private final Crew stage;
  private final Outages outages = new Outages();
  private Faults faults = Faults.NONE;
  private EngineFaults engineFaults = EngineFaults.NONE;
  private @Nullable String killingText;
  private int deathsToCome;

  Troubles(Simulation simulation, Crew stage) {
    this.simulation = simulation;
    this.stage = stage;
  }

  void faults(Faults newFaults) {
    faults = newFaults;
  }

  void engineFaults(EngineFaults newFaults) {
    engineFaults = newFaults;
  }

  /** Nobody reaches the database for a while; open transactions are rolled back. */
  public void databaseAway(Duration time) {
    outages.begin(Outages.Needs.DATABASE, simulation.scheduler().now() + time.toNanos());
    simulation.workers().forEach(worker -> simulation.database().disconnect(worker.id()));
  }

  /** Nobody reaches the queue for a while. */
  public void queueAway(Duration time) {
    outages.begin(Outages.Needs.QUEUE, simulation.scheduler().now() + time.toNanos());
  }

  /** Nobody reaches the store for a while. */
  public void storeAway(Duration time) {
    outages.begin(Outages.Needs.STORE, simulation.scheduler().now() + time.toNanos());
  }

  /** The next so many engine calls with this text kill the workers that make them. */
  public void killWhoTranslates(String text, int deaths) {
    killingText = text;
    deathsToCome = deaths;
  }

  /** How many deaths by {@link #killWhoTranslates} are still to come. */
  public int deathsToCome() {
    return deathsToCome;
  }

  /** The engine call under way may be one that kills its worker: then it does not return. */
  void killIfDue(EngineRequest request) {
    var mover = simulation.scheduler().current();
    if (deathsToCome > 0 && mover != null
        && request.segments().stream().anyMatch(s -> s.text().equals(killingText))) {
      deathsToCome--;
      simulation.saw("fault: a text kills its worker");
      simulation.scheduler().kill(mover.crew);
      simulation.scheduler().step();
    }
  }

  /** From now on nothing goes wrong any more; pauses that have begun end by themselves. */
  public void calm() {
    faults = Faults.NONE;
    engineFaults = EngineFaults.NONE;
    deathsToCome = 0;
    outages.end();
    simulation.workers().forEach(worker -> worker.crew().outages.end());
  }

  Fault faultOf(Crew crew, Faults.PortCall call) {
    return isStage(crew) ? new Fault.None() : faults.of(call, simulation.scheduler().random());
  }

  EngineFault faultOf(EngineRequest request) {
    return engineFaults.of(request, simulation.scheduler().random());
  }

  boolean isAway(Outages.Needs system, Crew crew) {
    var now = simulation.scheduler().now();
    return !isStage(crew)
        && (outages.isAway(system, now) || crew.outages.isAway(system, now));
  }

  /** Whether an outage begins while a call is under way: it has its effect, and nobody learns of it. */
  boolean breaksUnderWay(Outages.Needs system, Crew crew) {
    var now = simulation.scheduler().now();
    if (isStage(crew)) {
      return false;
    }
    var forAll = outages.surprises(system, crew.name(), now);
    var forOne = crew.outages.surprises(system, crew.name(), now);
    return (forAll || forOne) && simulation.scheduler().random().nextBoolean();
  }

  private boolean isStage(Crew crew) {
    return crew.name().equals(stage.name());
  }
}
