package org.translationjobs.engines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;

/**
 * Another engine's answers, each asked for once, in requests of twenty segments at most. Used by one
 * thread.
 */
final class RememberingEngine implements TranslationEngine {
  static final int SEGMENTS = 20;

  private final TranslationEngine engine;
  private final boolean isDeterministic;
  private final Map<String, String> answers;

  private RememberingEngine(
      TranslationEngine engine, boolean isDeterministic, Map<String, String> answers) {
    this.engine = engine;
    this.isDeterministic = isDeterministic;
    this.answers = answers;
  }

  static RememberingEngine of(TranslationEngine engine) {
    return new RememberingEngine(engine, true, new HashMap<>());
  }

  /** The same answers from an engine that does not promise always to give the same. */
  RememberingEngine unsure() {
    return new RememberingEngine(engine, false, answers);
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public EngineCapabilities capabilities() {
    return new EngineCapabilities(
        Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), SEGMENTS, 200_000, 1, false, false,
        isDeterministic);
  }

  @Override
  public PairSupport supports(LanguagePair pair) throws InterruptedException {
    return engine.supports(pair);
  }

  @Override
  public EngineReply translate(EngineRequest request) throws InterruptedException {
    var unknown =
        request.segments()
            .stream()
            .filter(segment -> !answers.containsKey(key(request, segment)))
            .toList();
    if (!unknown.isEmpty()) {
      var reply =
          engine.translate(
              new EngineRequest(
                  request.languages(), request.format(), unknown, request.context(), List.of(),
                  Map.of(), request.timeout()));
      if (!(reply instanceof EngineReply.Translated translated)) {
        return reply;
      }
      var byId = new HashMap<Integer, EngineSegment>();
      unknown.forEach(segment -> byId.put(segment.id(), segment));
      for (var answer : translated.segments()) {
        answers.put(
            key(request, byId.getOrDefault(answer.id(), answer)), answer.text());
      }
    }
    var segments = new ArrayList<EngineSegment>();
    for (var segment : request.segments()) {
      segments.add(
          new EngineSegment(segment.id(), answers.getOrDefault(key(request, segment), "")));
    }
    return new EngineReply.Translated(segments, Usage.ofCall());
  }

  private static String key(EngineRequest request, EngineSegment segment) {
    return request.languages() + " " + segment.text();
  }
}
