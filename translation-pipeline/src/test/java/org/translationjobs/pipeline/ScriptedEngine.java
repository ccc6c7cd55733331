package org.translationjobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;

/** An engine that does what the test says. */
record ScriptedEngine(
    String name, EngineCapabilities capabilities, Function<EngineRequest, EngineReply> script)
    implements TranslationEngine {
  static ScriptedEngine texts(UnaryOperator<String> change) {
    return texts("scripted", Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), change);
  }

  static ScriptedEngine texts(
      String name, Set<SegmentFormat> formats, UnaryOperator<String> change) {
    return new ScriptedEngine(
        name, new EngineCapabilities(formats, 100, 10_000, 4, false, false, false),
        request -> reply(request, change));
  }

  static ScriptedEngine replies(String name, Function<EngineRequest, EngineReply> script) {
    return new ScriptedEngine(
        name,
        new EngineCapabilities(
            Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), 50, 20_000, 64, false, false, true),
        script);
  }

  static ScriptedEngine failing(String name, FailureKind kind) {
    return replies(name, request -> EngineReply.Failure.of(kind, name + " fails"));
  }

  static EngineReply.Translated reply(EngineRequest request, UnaryOperator<String> change) {
    var answers = new ArrayList<EngineSegment>();
    request.segments().forEach(s -> answers.add(new EngineSegment(s.id(), change.apply(s.text()))));
    return new EngineReply.Translated(List.copyOf(answers), Usage.ofCall());
  }

  /** Marks every letter run: no echo, and markers stay. */
  static String bark(String text) {
    return text.replaceAll("(\\p{L}+)", "w$1");
  }

  @Override
  public PairSupport supports(LanguagePair pair) {
    return new PairSupport.Supported();
  }

  @Override
  public EngineReply translate(EngineRequest request) {
    return script.apply(request);
  }
}
