package org.translationjobs.core.worker;

import java.util.List;
import java.util.Set;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;

/** An engine called {@code one}, for one call at a time unless it is made for more. */
final class OneAtATime implements TranslationEngine {
  private final int concurrency;
  private volatile Behaviour behaviour = OneAtATime::answered;

  /** What a call does. */
  interface Behaviour {
    EngineReply answer(EngineRequest request) throws InterruptedException;
  }

  OneAtATime() {
    this(1);
  }

  OneAtATime(int concurrency) {
    this.concurrency = concurrency;
  }

  OneAtATime does(Behaviour what) {
    behaviour = what;
    return this;
  }

  static EngineReply answered(EngineRequest request) {
    return new EngineReply.Translated(List.copyOf(request.segments()), Usage.ofCall());
  }

  @Override
  public String name() {
    return "one";
  }

  @Override
  public EngineCapabilities capabilities() {
    return new EngineCapabilities(
        Set.of(SegmentFormat.PLAIN), 50, 20_000, concurrency, false, false, false);
  }

  @Override
  public PairSupport supports(LanguagePair pair) {
    return new PairSupport.Supported();
  }

  @Override
  public EngineReply translate(EngineRequest request) throws InterruptedException {
    return behaviour.answer(request);
  }
}
