package org.translationjobs.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.translationjobs.core.engine.Assignment;
import org.translationjobs.core.engine.EngineCalls;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.RequestContext;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Translator;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TranslatedText;

/** Translates each whole field in one call of the plan's engines, one after the other. */
final class FakeTranslator implements Translator {
  private static final int TITLE = 1;
  private static final int BODY = 2;

  private final Map<String, TranslationEngine> engines;

  FakeTranslator(List<TranslationEngine> engines) {
    this.engines = engines.stream()
        .collect(Collectors.toMap(TranslationEngine::name, Function.identity()));
  }

  @Override
  public Translation translate(Assignment assignment, EngineCalls calls)
      throws InterruptedException {
    var source = assignment.source();
    var plan = assignment.plan();
    var segments = segments(source);
    if (segments.isEmpty()) {
      return new Translation.Accepted(
          new TranslatedText(null, null), "none", List.of(), Usage.NONE);
    }
    Translation last =
        new Translation.Rejected("no engine of the plan is here", false, Usage.NONE);
    for (var name : plan.engines()) {
      var engine = engines.get(name);
      if (engine != null) {
        var request = new EngineRequest(
            assignment.languages(), SegmentFormat.PLAIN, segments,
            RequestContext.of(RequestContext.TextKind.CONTENT), List.of(),
            plan.parametersOf(name), java.time.Duration.ofMinutes(1));
        last = outcome(source, name, calls.call(engine, request));
        if (!(last instanceof Translation.EngineDown)) {
          return last;
        }
      }
    }
    return last;
  }

  private static List<EngineSegment> segments(SourceText source) {
    var segments = new ArrayList<EngineSegment>();
    if (source.title() != null) {
      segments.add(new EngineSegment(TITLE, source.title()));
    }
    if (source.body() != null) {
      segments.add(new EngineSegment(BODY, source.body()));
    }
    return segments;
  }

  private static Translation outcome(SourceText source, String engine, EngineReply reply) {
    return switch (reply) {
      case EngineReply.Translated(var segments, var usage) -> {
        var byId = segments.stream()
            .collect(Collectors.toMap(EngineSegment::id, EngineSegment::text));
        yield new Translation.Accepted(
            new TranslatedText(
                source.title() == null ? null : byId.get(TITLE),
                source.body() == null ? null : byId.get(BODY)),
            engine, List.of(), usage);
      }
      case EngineReply.Failure failure -> failure.kind().owner() == FailureKind.Owner.ENGINE
          ? new Translation.EngineDown(engine, failure, Usage.NONE)
          : new Translation.Rejected(
              failure.message(), failure.kind() == FailureKind.REFUSED_CONTENT, Usage.NONE);
    };
  }
}
