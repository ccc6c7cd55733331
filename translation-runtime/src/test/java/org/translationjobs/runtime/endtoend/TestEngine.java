package org.translationjobs.runtime.endtoend;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;

/** An engine that does what a test says, and remembers what it was asked. */
final class TestEngine implements TranslationEngine {
  private final String name;
  private volatile Function<EngineRequest, EngineReply> behaviour = TestEngine::shouted;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<String, Integer> texts = new ConcurrentHashMap<>();

  TestEngine(String name) {
    this.name = name;
  }

  /** From now on. */
  TestEngine does(Function<EngineRequest, EngineReply> what) {
    behaviour = what;
    return this;
  }

  int calls() {
    return calls.get();
  }

  /** How often a segment's text was translated. */
  int timesAsked(String text) {
    return texts.getOrDefault(text, 0);
  }

  Map<String, Integer> texts() {
    return texts;
  }

  /** Every word is another one: punctuation alone would count as an echo. */
  static EngineReply shouted(EngineRequest request) {
    return new EngineReply.Translated(
        request.segments()
            .stream()
            .map(s -> new EngineSegment(s.id(), "¡" + s.text().replaceAll("(\\p{L}+)", "$1o")
                + "!"))
            .toList(),
        Usage.ofCall());
  }

  /** The same text for every segment. */
  static EngineReply answered(EngineRequest request, String text) {
    return new EngineReply.Translated(
        request.segments().stream().map(s -> new EngineSegment(s.id(), text)).toList(),
        Usage.ofCall());
  }

  static EngineReply echoed(EngineRequest request) {
    return new EngineReply.Translated(List.copyOf(request.segments()), Usage.ofCall());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EngineCapabilities capabilities() {
    // not deterministic: what was refused is worth another try
    return new EngineCapabilities(
        Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), 50, 20_000, 64, false, false, false);
  }

  @Override
  public PairSupport supports(LanguagePair pair) {
    return pair.to().equals("xx")
        ? new PairSupport.Unsupported(name + " does not translate " + pair)
        : new PairSupport.Supported();
  }

  @Override
  public EngineReply translate(EngineRequest request) {
    calls.incrementAndGet();
    request.segments().forEach(s -> texts.merge(s.text(), 1, Integer::sum));
    return behaviour.apply(request);
  }
}
