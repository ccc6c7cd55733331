package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.time.Tasks;

/** Answers {@code [<target_lang>] <text>} after a while, or goes wrong as the simulation decides. */
final class FakeEngine implements TranslationEngine {
  static final String NAME = "fake";

  private final Tasks tasks;
  private final Simulation simulation;
  private final Duration slowest;

  FakeEngine(Tasks tasks, Simulation simulation, Duration slowest) {
    this.tasks = tasks;
    this.simulation = simulation;
    this.slowest = slowest;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EngineCapabilities capabilities() {
    return EngineCapabilities.simple();
  }

  @Override
  public PairSupport supports(LanguagePair pair) {
    return new PairSupport.Supported();
  }

  @Override
  public EngineReply translate(EngineRequest request) throws InterruptedException {
    var call = simulation.callBegins(request);
    try {
      return answer(request);
    } finally {
      simulation.callEnds(call);
    }
  }

  private EngineReply answer(EngineRequest request) throws InterruptedException {
    RandomGenerator random = simulation.random();
    tasks.sleep(Duration.ofNanos((long) (slowest.toNanos() * random.nextDouble())));
    simulation.troubles().killIfDue(request);
    return switch (simulation.troubles().faultOf(request)) {
      case EngineFault.None none -> translated(request);
      case EngineFault.Fails(var failure) -> {
        simulation.saw("fault: engine answers " + failure.kind());
        yield failure;
      }
      case EngineFault.Hangs(var time) -> {
        simulation.saw("fault: engine hangs");
        tasks.sleep(time);
        yield translated(request);
      }
      case EngineFault.Throws broken -> {
        simulation.saw("fault: engine throws");
        throw new IllegalStateException("the simulated engine is broken");
      }
    };
  }

  private static EngineReply translated(EngineRequest request) {
    var lang = request.languages().to();
    return new EngineReply.Translated(
        request.segments()
            .stream()
            .map(s -> new EngineSegment(s.id(), translation(s.text(), lang)))
            .toList(),
        Usage.ofCall());
  }

  static String translation(String text, String lang) {
    return "[" + lang + "] " + text;
  }
}
