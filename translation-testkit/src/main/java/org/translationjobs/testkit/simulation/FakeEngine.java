package org.translationjobs.testkit.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.time.Tasks;

/** Answers {@code [<target_lang>] <text>} after a while, or fails as it is told. */
final class FakeEngine implements TranslationEngine {
  static final String NAME = "fake";

  private final Tasks tasks;
  private final RandomGenerator random;
  private final Duration slowest;
  private final EngineFaults faults;

  FakeEngine(Tasks tasks, RandomGenerator random, Duration slowest, EngineFaults faults) {
    this.tasks = tasks;
    this.random = random;
    this.slowest = slowest;
    this.faults = faults;
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
    tasks.sleep(Duration.ofNanos((long) (slowest.toNanos() * random.nextDouble())));
    Optional<EngineReply.Failure> failure = faults.of(request, random);
    if (failure.isPresent()) {
      return failure.get();
    }
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
